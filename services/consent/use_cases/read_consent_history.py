"""Read how one consent came to be what it is."""

from services.consent.domain.reach import Reach
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.use_cases.describe_consent import history_answer
from services.consent.use_cases.describe_refused_consent import refused_history_answer
from services.consent.use_cases.read_consent import given_or_refused
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_consent_history(consent_id: str, reach: Reach, surroundings: Surroundings) -> Document:
    """Return each version of a consent, with who recorded it and when."""
    with surroundings.units.snapshot() as unit:
        found = given_or_refused(reach, consent_id, unit)
    return refused_history_answer(found) if isinstance(found, RefusedConsent) else history_answer(found)
