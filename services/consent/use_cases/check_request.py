"""Refuse what cannot be so."""

from collections.abc import Sequence
from datetime import datetime

from services.consent.domain.errors import Fault, InvalidRequest
from services.consent.domain.reach import Reach
from services.consent.domain.scope import Scope
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.policy_packs.model import Pack


def pack_of(controller: str, surroundings: Surroundings) -> Pack:
    """Return the controller's policy pack, or refuse the request."""
    pack = surroundings.packs.get(controller)
    if pack is None:
        raise InvalidRequest([Fault("/controller", "No policy pack is loaded for this controller.")])
    return pack


def refuse(faults: Sequence[Fault]) -> None:
    """Refuse the request if anything is wrong with it."""
    if faults:
        raise InvalidRequest(faults)


def faults_of_renewing(unit: UnitOfWork, reach: Reach, subject: str, renews: str | None, scope: Scope) -> list[Fault]:
    """Return a fault if what somebody gives or refuses anew is no consent that they gave for any such purpose."""
    if renews is None:
        return []
    older = unit.consents.find(renews, reach)
    if older is None or older.subject != subject:
        return [Fault("/renews", "The person has given no consent with this id to the controller.")]
    if set(scope.purposes).isdisjoint(older.grant.scope.purposes):
        return [Fault("/renews", "That consent is for other purposes.")]
    return []


def faults_of_moment(pointer: str, moment: datetime | None, surroundings: Surroundings) -> list[Fault]:
    """Return a fault if a moment that somebody states lies further ahead than clocks can differ."""
    if moment is None or moment <= surroundings.clock() + surroundings.clock_margin:
        return []
    return [Fault(pointer, "This moment is in the future.")]
