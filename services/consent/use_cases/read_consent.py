"""Read one consent."""

from services.consent.domain.consent import Consent
from services.consent.domain.errors import NotFound
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.ports import Document, Work
from services.consent.use_cases.surroundings import Surroundings


def read_consent(consent_id: str, controllers: frozenset[str], surroundings: Surroundings) -> Document:
    """Return a consent as it stands now."""
    with surroundings.database.snapshot() as work:
        consent = consent_for(controllers, consent_id, work)
    return consent_answer(consent, surroundings.clock())


def consent_for(controllers: frozenset[str], consent_id: str, work: Work) -> Consent:
    """Return a consent of one of these controllers; of any other, it is as if there were none."""
    consent = work.consents.find(consent_id)
    if consent is None or consent.controller not in controllers:
        raise NotFound
    return consent
