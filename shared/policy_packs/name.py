"""What people are shown for something in a policy pack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """The same words in English and Danish."""

    en: str
    da: str
