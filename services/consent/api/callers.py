"""Who calls, and whom that caller reaches."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError

from services.consent.api.context import dependencies
from services.consent.domain.consent import Recorder
from services.consent.domain.errors import SubjectNotFound
from services.consent.domain.reach import Reach
from shared.personal_identifiers import birth_date, validate_cpr
from shared.subject_references import NamedSubject
from shared.web.authentication import current_caller, require_controller, speaks_for_itself
from shared.web.problems import Problem
from shared.web.schema import one_line


def reach() -> Reach:
    """Return whose records the present caller may see and change."""
    controllers = current_caller().controllers
    if not speaks_for_itself():
        return Reach(controllers)
    return Reach(controllers, frozenset(reference for name in controllers for reference in _own_references(name)))


def subject_within_reach(controller: str, said: Mapping[str, Any]) -> NamedSubject:
    """Return whom a request names; a person who signed in gets the same answer for whoever else there is or is not."""
    require_controller(controller)
    subject = dependencies().subject_keys.named(controller, said)
    if speaks_for_itself() and not set(subject.references) <= set(_own_references(controller)):
        raise SubjectNotFound
    return subject


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


def born(subject: Mapping[str, Any] | None = None) -> date | None:
    """Return the date of birth in a CPR number: the one signed in with or, of other callers, the one in the request."""
    cpr = current_caller().cpr if speaks_for_itself() else (subject or {}).get("cpr")
    return birth_date(validate_cpr(cpr)) if cpr else None


def _own_references(controller: str) -> tuple[str, ...]:
    cpr = current_caller().cpr
    assert cpr is not None
    return dependencies().subject_keys.references_of_cpr(controller, cpr)
