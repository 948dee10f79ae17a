"""What the edges of the service are handed."""

from collections.abc import Callable
from dataclasses import dataclass

from services.disclosure.use_cases.answer_checks import Gate


@dataclass(frozen=True, slots=True)
class Dependencies:
    """`reference` turns controller and CPR number into a subject's reference."""

    gate: Gate
    reference: Callable[[str, str], str]
