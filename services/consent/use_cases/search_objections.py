"""List a subject's objections."""

from services.consent.use_cases.describe_objection import objection_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


def search_objections(controller: str, subject: NamedSubject, limit: int, surroundings: Surroundings) -> Document:
    """Return the subject's objections, lifted ones too, newest first, and whether there are more than asked for."""
    with surroundings.units.snapshot() as unit:
        found = unit.objections.of_subjects(controller, [subject_to_read(unit, controller, subject)])[::-1]
    return {"objections": [objection_answer(objection) for objection in found[:limit]], "more": len(found) > limit}
