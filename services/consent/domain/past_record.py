"""What was on record of a subject at an earlier version of its state: everything recorded since is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from services.consent.domain.consent import Consent, HasRecorded, Recorded
from services.consent.domain.death import Death
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection
from services.consent.domain.refused_consent import RefusedConsent

_Thing = TypeVar("_Thing", bound=HasRecorded)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was recorded of one subject. Rows are only added, and each version of the state has one of them.

    What a migration corrected in a row, as 0021 the reason of an end, is read so of every version.
    """

    consents: tuple[Consent, ...] = ()
    refused: tuple[RefusedConsent, ...] = ()
    objections: tuple[Objection, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    deaths: tuple[Death, ...] = ()

    def version_at(self, at: datetime) -> int:
        """Return the last version that was recorded by a moment; 0 where none was."""
        return max((one.state_version for one in self._recorded() if one.at <= at), default=0)

    def until(self, version: int) -> "Record":
        """Return the record as it was at a version.

        By the version, not by moments: of two workers whose clocks differ, the later may state the earlier moment.
        """
        return Record(
            consents=tuple(
                replace(one, withdrawals=tuple(_by(one.withdrawals, version))) for one in _by(self.consents, version)
            ),
            refused=tuple(_by(self.refused, version)),
            objections=tuple(_objection(one, version) for one in _by(self.objections, version)),
            delegations=tuple(
                replace(one, steps=tuple(_by(one.steps, version))) for one in _by(self.delegations, version)
            ),
            deaths=tuple(_death(one, version) for one in _by(self.deaths, version)),
        )

    def _recorded(self) -> Iterator[Recorded]:
        things: tuple[HasRecorded, ...] = (*self.consents, *self.refused, *self.objections, *self.delegations)
        yield from (one.recorded for one in (*things, *self.deaths))
        for consent in self.consents:
            yield from (one.recorded for one in consent.withdrawals)
        for objection in self.objections:
            yield from (one.recorded for one in (objection.lift, objection.answer) if one is not None)
        for delegation in self.delegations:
            yield from (one.recorded for one in delegation.steps)
        yield from (one.retracted for one in self.deaths if one.retracted is not None)


def _by(things: Iterable[_Thing], version: int) -> Iterator[_Thing]:
    return (one for one in things if one.recorded.state_version <= version)


def _objection(objection: Objection, version: int) -> Objection:
    lift, answer = objection.lift, objection.answer
    lifted = lift is not None and lift.recorded.state_version <= version
    answered = answer is not None and answer.recorded.state_version <= version
    return replace(objection, lift=lift if lifted else None, answer=answer if answered else None)


def _death(death: Death, version: int) -> Death:
    retracted = death.retracted is not None and death.retracted.state_version <= version
    return death if retracted else replace(death, retracted=None)
