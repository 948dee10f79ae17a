"""A consent that somebody was asked for and did not give."""

from dataclasses import dataclass
from datetime import datetime

from services.consent.domain.consent import Evidence, Giver, Recorded, Text
from services.consent.domain.scope import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody was asked to agree to and by whom, and how and when they said no; none of it ever changes.

    `kind` is a consent kind of the policy pack; `renews` the id of the older consent that they were asked to renew.
    """

    asked_by: str
    refused_at: datetime
    refused_by: Giver
    form: str
    channel: str
    text: Text
    scope: Scope
    course: str | None = None
    kind: str | None = None
    evidence: tuple[Evidence, ...] = ()
    renews: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedConsent:
    """It never was in force, and forbids nothing: whoever wants to stop what needs no consent raises an objection."""

    id: str
    controller: str
    subject: str
    asked: Asked
    recorded: Recorded
