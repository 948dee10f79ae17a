"""List a subject's consents."""

from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def search_consents(controller: str, subject: str, limit: int, surroundings: Surroundings) -> Document:
    """Return the subject's consents as they stand now, newest first, and whether there are more than asked for."""
    with surroundings.units.snapshot() as unit:
        found = unit.consents.of_subjects(controller, [subject])[::-1]
    now = surroundings.clock()
    return {"consents": [consent_answer(consent, now) for consent in found[:limit]], "more": len(found) > limit}
