"""Whose records a caller may see and change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Acting:
    """What a person who signed in would do for others, by a delegation in force at a moment that gives this power.

    `decide_if_born_by` are, by controller, the last dates of birth of whom may decide for themselves in any role of
    the pack: for them nobody acts by custody any more, whatever role the delegation names, because a screen shows what
    was recorded in every role. Of whom no date is kept nobody acts by custody either. `decide_at` are, by controller
    and role, the ages from which people decide about all there is: nobody acts by what somebody younger gave, where the
    date of birth is kept. The role is None where a delegation names none that the pack has.
    """

    power: str
    at: datetime
    decide_if_born_by: Mapping[str, date]
    decide_at: Mapping[str, Mapping[str | None, int]]


@dataclass(frozen=True, slots=True)
class Reach:
    """Every subject's at these controllers or, of a person who signed in, those under its own references alone.

    With `acting`, also those of subjects for whom the person may do this. What is out of reach is as if it were not
    there.
    """

    controllers: frozenset[str]
    subjects: frozenset[str] | None = None
    acting: Acting | None = None

    def is_another(self, subject: str) -> bool:
        """Return whether a person who signed in speaks for somebody else when it is about this subject."""
        return self.subjects is not None and subject not in self.subjects
