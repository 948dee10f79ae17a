"""Whose records a caller may see and change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Every subject's at these controllers or, of a person who signed in, those under its own references alone.

    What is out of reach is as if it were not there.
    """

    controllers: frozenset[str]
    subjects: frozenset[str] | None = None
