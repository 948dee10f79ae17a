"""Read one consent."""

from datetime import datetime

from services.consent.domain.consent import Consent
from services.consent.domain.errors import ConsentNotFound, Fault, InvalidRequest
from services.consent.domain.reach import Reach
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.describe_refused_consent import refused_answer
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_consent(consent_id: str, reach: Reach, as_of: datetime | None, surroundings: Surroundings) -> Document:
    """Return a consent, a refused one too, as it stands now or at another moment, past or to come."""
    with surroundings.units.snapshot() as unit:
        found = given_or_refused(reach, consent_id, unit)
    if isinstance(found, RefusedConsent):
        return refused_answer(found)
    return consent_answer(found, as_of or surroundings.clock(), surroundings.packs.get(found.controller))


def consent_for(reach: Reach, consent_id: str, unit: UnitOfWork) -> Consent:
    """Return a consent within reach that was given; of any other, it is as if there were none."""
    found = given_or_refused(reach, consent_id, unit)
    if isinstance(found, RefusedConsent):
        raise InvalidRequest([Fault("", "The consent was refused, so there is nothing to take back.")])
    return found


def given_or_refused(reach: Reach, consent_id: str, unit: UnitOfWork) -> Consent | RefusedConsent:
    found = unit.consents.find(consent_id, reach) or unit.refused_consents.find(consent_id, reach)
    if found is None:
        raise ConsentNotFound
    return found
