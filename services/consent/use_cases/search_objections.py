"""List a subject's objections."""

from services.consent.use_cases.describe_objection import objection_answer
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def search_objections(controller: str, subject: str, limit: int, surroundings: Surroundings) -> Document:
    """Return the subject's objections, lifted ones too, newest first, and whether there are more than asked for."""
    with surroundings.units.snapshot() as unit:
        found = unit.objections.of_subjects(controller, [subject])[::-1]
    return {"objections": [objection_answer(objection) for objection in found[:limit]], "more": len(found) > limit}
