"""What announcing changes of authority needs from outside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.consent.domain.consent import Consent
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection


@dataclass(frozen=True, slots=True)
class Due:
    """What may have come true at a controller by a day, of subjects born by `born_by` where it is about age.

    Consents `without_authority`, named by their ids, answer for nobody.
    """

    controller: str
    day: date
    born_by: date
    without_authority: Collection[str]


class AuthorityChanges(Protocol):
    """What may have changed hands and has not been announced, in the order of ids, which is that of recording.

    Whether it has is for the domain to say. `announce` returns whether nobody has announced it before.
    """

    def consents(self, due: Due, after: str | None, limit: int) -> Sequence[Consent]: ...
    def objections(self, due: Due, after: str | None, limit: int) -> Sequence[Objection]: ...
    def delegations(self, due: Due, after: str | None, limit: int) -> Sequence[Delegation]: ...
    def announce(self, thing_id: str, kind: str, at: datetime) -> bool: ...
