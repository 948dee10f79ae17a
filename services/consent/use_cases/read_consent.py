"""Read one consent."""

from datetime import datetime

from services.consent.domain.consent import Consent
from services.consent.domain.errors import ConsentNotFound
from services.consent.domain.reach import Reach
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_consent(consent_id: str, reach: Reach, as_of: datetime | None, surroundings: Surroundings) -> Document:
    """Return a consent as it stands now, or at another moment, past or to come."""
    with surroundings.units.snapshot() as unit:
        consent = consent_for(reach, consent_id, unit)
    return consent_answer(consent, as_of or surroundings.clock())


def consent_for(reach: Reach, consent_id: str, unit: UnitOfWork) -> Consent:
    """Return a consent within reach; of any other, it is as if there were none."""
    consent = unit.consents.find(consent_id, reach)
    if consent is None:
        raise ConsentNotFound
    return consent
