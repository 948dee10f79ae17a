"""List what was recorded of a subject's death."""

from services.consent.use_cases.describe_death import death_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


def search_deaths(controller: str, subject: NamedSubject, limit: int, surroundings: Surroundings) -> Document:
    """Return the records, retracted ones too, newest first, and whether there are more."""
    with surroundings.units.snapshot() as unit:
        found = unit.deaths.of_subjects(controller, [subject_to_read(unit, controller, subject)])[::-1]
    return {"deaths": [death_answer(one) for one in found[:limit]], "more": len(found) > limit}
