"""List a subject's delegations."""

from services.consent.use_cases.describe_delegation import delegation_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


def search_delegations(controller: str, subject: NamedSubject, limit: int, surroundings: Surroundings) -> Document:
    """Return the subject's delegations as they stand now, newest first, and whether there are more than asked for."""
    with surroundings.units.snapshot() as unit:
        found = unit.delegations.of_subjects(controller, [subject_to_read(unit, controller, subject)])[::-1]
    now = surroundings.clock()
    return {"delegations": [delegation_answer(one, now) for one in found[:limit]], "more": len(found) > limit}
