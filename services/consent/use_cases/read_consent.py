"""Read one consent."""

from datetime import datetime

from services.consent.domain.consent import Consent
from services.consent.domain.errors import ConsentNotFound
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_consent(
    consent_id: str, controllers: frozenset[str], as_of: datetime | None, surroundings: Surroundings
) -> Document:
    """Return a consent as it stands now, or at another moment, past or to come."""
    with surroundings.units.snapshot() as unit:
        consent = consent_for(controllers, consent_id, unit)
    return consent_answer(consent, as_of or surroundings.clock())


def consent_for(controllers: frozenset[str], consent_id: str, unit: UnitOfWork) -> Consent:
    """Return a consent of one of these controllers; of any other, it is as if there were none."""
    consent = unit.consents.find(consent_id)
    if consent is None or consent.controller not in controllers:
        raise ConsentNotFound
    return consent
