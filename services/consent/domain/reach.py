"""Whose records a caller may see and change."""

from collections.abc import Callable
from dataclasses import dataclass

from services.consent.domain.delegation import Delegation

Acting = Callable[[Delegation], bool]
"""Returns whether a person who signed in may do what they ask for by a delegation that names them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Every subject's at these controllers or, of a person who signed in, those under its own references alone.

    With `acting`, also what lies within the part of delegations by which the person may act. What is out of reach is
    as if it were not there.
    """

    controllers: frozenset[str]
    subjects: frozenset[str] | None = None
    acting: Acting | None = None

    def is_another(self, subject: str) -> bool:
        """Return whether a person who signed in speaks for somebody else when it is about this subject."""
        return self.subjects is not None and subject not in self.subjects
