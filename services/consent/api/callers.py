"""Who calls, and whom that caller reaches."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from marshmallow import ValidationError

from services.consent.api.context import dependencies
from services.consent.domain.acting import may_act_by
from services.consent.domain.consent import Giver, Recorder
from services.consent.domain.reach import Reach
from services.consent.use_cases.act_for import SELF, Said, speaker_for
from shared.personal_identifiers import birth_date, validate_cpr
from shared.subject_references import NamedSubject
from shared.web.authentication import current_caller, require_controller, speaks_for_itself
from shared.web.problems import Problem
from shared.web.schema import one_line


def reach(power: str) -> Reach:
    """Return whose records the present caller may see and change; `power` is what a delegation must give for it."""
    controllers = current_caller().controllers
    if not speaks_for_itself():
        return Reach(controllers)
    own = frozenset(reference for name in controllers for reference in _own_references(name))
    known = dependencies().surroundings
    now, packs = known.clock(), known.packs
    return Reach(controllers, own, lambda one: may_act_by(one, power, now, packs.get(one.controller)))


def own_reach() -> Reach:
    """Return whose records the present caller may change where nobody does so for another at a screen."""
    return replace(reach("view"), acting=None)


class SpokenOf(NamedTuple):
    """Whom a request names, within which reach, and as whom a person who signed in speaks about them."""

    subject: NamedSubject
    reach: Reach
    by: Giver
    born: date | None


def spoken_of(controller: str, named: Mapping[str, Any], power: str, said: Said | None = None) -> SpokenOf:
    """Return whom a request names, and who speaks; raise SubjectNotFound where a person may not speak about them.

    Refuses a person who claims another authority than they have for what is `said`, or to be somebody else.
    """
    require_controller(controller)
    subject = dependencies().subject_keys.named(controller, named)
    reached = reach(power)
    by = speaker_for(reached, controller, subject, said, dependencies().surroundings)
    return SpokenOf(subject, reached, by, born() if speaks_for_itself() and by == SELF else _born(named.get("cpr")))


def recorder() -> Recorder:
    """Return who enters what the present request says: both names, where staff act for the subject."""
    caller = current_caller()
    # RFC 9068: of a client that acts in its own name, both claims have the same value.
    if speaks_for_itself() or caller.subject == caller.client:
        return Recorder(caller.client)
    try:
        one_line("Staff.").deserialize(caller.subject)
    except ValidationError:
        raise Problem(
            "not-allowed", "The access token names the member of staff in a way that must not be kept."
        ) from None
    return Recorder(caller.client, caller.subject)


def born() -> date | None:
    """Return the date of birth in the CPR number that a person signed in with; of other callers, none."""
    return _born(current_caller().cpr) if speaks_for_itself() else None


def _born(cpr: str | None) -> date | None:
    return birth_date(validate_cpr(cpr)) if cpr else None


def _own_references(controller: str) -> tuple[str, ...]:
    cpr = current_caller().cpr
    assert cpr is not None
    return dependencies().subject_keys.references_of_cpr(controller, cpr)
