"""Read how one consent came to be what it is."""

from services.consent.domain.reach import Reach
from services.consent.use_cases.describe_consent import history_answer
from services.consent.use_cases.read_consent import consent_for
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_consent_history(consent_id: str, reach: Reach, surroundings: Surroundings) -> Document:
    """Return each version of a consent, with who recorded it and when."""
    with surroundings.units.snapshot() as unit:
        return history_answer(consent_for(reach, consent_id, unit))
