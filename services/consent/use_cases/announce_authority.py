"""Say that what was decided by custody has come to be the person's own, or that a mandate is over; once of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from services.consent.domain.coming_of_age import anybody_may_decide_if_born_by
from services.consent.domain.consent import Consent
from services.consent.domain.delegation import Delegation
from services.consent.domain.delegation_standing import DelegationStatus, standing_of_delegation
from services.consent.domain.objection import Objection
from services.consent.domain.objection_standing import ObjectionStatus, own_objection_from, standing_of_objection
from services.consent.domain.reach import Reach
from services.consent.domain.standing import Status, own_decision_from, standing
from services.consent.use_cases.authority_ports import Due
from services.consent.use_cases.consents_without_authority import consents_without_authority
from services.consent.use_cases.documents import grant_document, plain
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce_unchanged
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date

PAGE = 200
TOLD = ("text", "course", "valid_until", "valid_until_reason")

_Thing = TypeVar("_Thing", Consent, Objection, Delegation)
_Announcement = tuple[str, Document]
"""The type of an event and what it says."""


@dataclass(frozen=True, slots=True)
class _Source(Generic[_Thing]):
    """Where things come from whose authority may have changed, and what there is to say of one at a moment."""

    read: Callable[[UnitOfWork, str | None, int], Sequence[_Thing]]
    find: Callable[[UnitOfWork, str, Reach], _Thing | None]
    say: Callable[[_Thing, datetime], _Announcement | None]


def announce_authority(surroundings: Surroundings) -> int:
    """Announce at every controller what has changed hands by now and was not announced; return how much that was.

    Nothing depends on it: every read computes the same from the day it is asked about. A run that was missed is made
    up for by the next, and any number may run at once.
    """
    day = copenhagen_date(surroundings.clock())
    announced = 0
    for pack in surroundings.packs.values():
        with surroundings.units.snapshot() as unit:
            without_authority = consents_without_authority(pack, unit)
        due = Due(pack.controller, day, anybody_may_decide_if_born_by(pack, day), without_authority)
        announced += _announce_all(_consents(due, pack), surroundings)
        announced += _announce_all(_objections(due, pack), surroundings)
        announced += _announce_all(_delegations(due, pack), surroundings)
    return announced


def _announce_all(source: _Source[_Thing], surroundings: Surroundings) -> int:
    announced, place = 0, None
    while True:
        with surroundings.units.snapshot() as unit:
            found = source.read(unit, place, PAGE)
        now = surroundings.clock()
        announced += sum(_announce(one, source, surroundings) for one in found if source.say(one, now))
        if len(found) < PAGE:
            return announced
        place = max(one.id for one in found)


def _announce(found: _Thing, source: _Source[_Thing], surroundings: Surroundings) -> bool:
    """Announce one change unless somebody has, or it is so no longer."""
    with surroundings.units.change() as unit:
        unit.versions.lock(found.controller, found.subject)
        thing, now = source.find(unit, found.id, Reach(frozenset({found.controller}))), surroundings.clock()
        said = source.say(thing, now) if thing is not None else None
        if said is None or not unit.authority_changes.announce(found.id, said[0], now):
            return False
        announce_unchanged(unit, Change(said[0], found.controller, found.subject, said[1]), now)
    return True


def _consents(due: Due, pack: Pack) -> _Source[Consent]:
    def say(consent: Consent, at: datetime) -> _Announcement | None:
        if standing(consent, at, pack).status is not Status.PAUSED:
            return None
        document, purposes = grant_document(consent), list(consent.grant.scope.purposes)
        told = {name: document[name] for name in TOLD if name in document}
        since = str(own_decision_from(consent, copenhagen_date(at), pack))
        return "ConsentPaused", {"consent": consent.id, "paused_from": since, **told, "purposes": purposes}

    return _Source(
        read=lambda unit, after, limit: unit.authority_changes.consents(due, after, limit),
        find=lambda unit, consent_id, reach: unit.consents.find(consent_id, reach),
        say=say,
    )


def _objections(due: Due, pack: Pack) -> _Source[Objection]:
    def say(objection: Objection, at: datetime) -> _Announcement | None:
        found = standing_of_objection(objection, at, pack)
        if found.status is ObjectionStatus.LIFTED or found.held_by != "self":
            return None
        since = str(own_objection_from(objection, copenhagen_date(at), pack))
        told = {"objection": objection.id, "kind": objection.kind, "own_from": since}
        return "ObjectionPassedToSubject", told

    return _Source(
        read=lambda unit, after, limit: unit.authority_changes.objections(due, after, limit),
        find=lambda unit, objection_id, reach: unit.objections.find(objection_id, reach),
        say=say,
    )


def _delegations(due: Due, pack: Pack) -> _Source[Delegation]:
    def say(delegation: Delegation, at: datetime) -> _Announcement | None:
        found = standing_of_delegation(delegation, at, pack)
        told = {"delegation": delegation.id, "kind": delegation.mandate.kind, **_delegate(delegation)}
        if found.status is DelegationStatus.EXPIRED:
            return "DelegationExpired", told
        if found.status is DelegationStatus.IN_FORCE and found.powers != delegation.mandate.powers:
            return "DelegationNarrowed", {**told, "powers": list(found.powers)}
        return None

    return _Source(
        read=lambda unit, after, limit: unit.authority_changes.delegations(due, after, limit),
        find=lambda unit, delegation_id, reach: unit.delegations.find(delegation_id, reach),
        say=say,
    )


def _delegate(delegation: Delegation) -> Document:
    return {"delegate": plain(delegation.mandate.delegate)}
