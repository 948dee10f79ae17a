"""List a subject's delegations."""

from datetime import datetime

from services.consent.use_cases.describe_delegation import delegation_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


def search_delegations(
    controller: str, subject: NamedSubject, limit: int, as_of: datetime | None, surroundings: Surroundings
) -> Document:
    """Return the delegations as they stand now or at another moment, newest first, and whether there are more."""
    with surroundings.units.snapshot() as unit:
        found = unit.delegations.of_subjects(controller, [subject_to_read(unit, controller, subject)])[::-1]
    at, pack = as_of or surroundings.clock(), surroundings.packs.get(controller)
    return {"delegations": [delegation_answer(one, at, pack) for one in found[:limit]], "more": len(found) > limit}
