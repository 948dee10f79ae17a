"""List a subject's consents."""

from datetime import datetime

from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


def search_consents(
    controller: str, subject: NamedSubject, limit: int, as_of: datetime | None, surroundings: Surroundings
) -> Document:
    """Return the consents as they stand now or at another moment, newest first, and whether there are more."""
    with surroundings.units.snapshot() as unit:
        found = unit.consents.of_subjects(controller, [subject_to_read(unit, controller, subject)])[::-1]
    at = as_of or surroundings.clock()
    return {"consents": [consent_answer(consent, at) for consent in found[:limit]], "more": len(found) > limit}
