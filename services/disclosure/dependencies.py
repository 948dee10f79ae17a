"""What the edges of the service are handed."""

from dataclasses import dataclass

from services.disclosure.use_cases.answer_checks import Gate
from services.disclosure.use_cases.understand_check import Identification


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The gate, and how a person becomes a reference."""

    gate: Gate
    identification: Identification
