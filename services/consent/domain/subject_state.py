"""Everything one subject has agreed to and refused at one controller, as of one version."""

from dataclasses import dataclass
from datetime import date

from services.consent.domain.consent import Consent
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection


@dataclass(frozen=True, slots=True)
class SubjectState:
    """Version 0 is a subject nobody has recorded anything about."""

    controller: str
    subject: str
    version: int
    consents: tuple[Consent, ...]
    objections: tuple[Objection, ...]
    delegations: tuple[Delegation, ...] = ()
    died_on: date | None = None
