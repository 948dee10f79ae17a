"""Whether anything of a consent is in force."""

from datetime import datetime

from services.consent.domain.consent import Consent
from services.consent.domain.standing import Status, standing
from shared.policy_packs.model import Pack


def is_in_force(consent: Consent, at: datetime, pack: Pack | None) -> bool:
    return standing(consent, at, pack).status in (Status.IN_FORCE, Status.PARTLY_WITHDRAWN)
