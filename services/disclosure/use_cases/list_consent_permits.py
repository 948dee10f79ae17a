"""List to whom data were let go because of one consent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.disclosure.domain.check import Check, check_from, item_from
from services.disclosure.domain.consent_permits import ConsentPermit, permits_by_recipient
from services.disclosure.domain.subject_state import Part
from services.disclosure.engine.objections import part_reaches
from services.disclosure.engine.situation import Situation, identify
from services.disclosure.engine.vocabulary import unknown_words
from services.disclosure.use_cases.answer_checks import Gate
from shared.events.envelope import Document

PAGE = 500


@dataclass(frozen=True, slots=True)
class PermitsQuestion:
    """Which consent of a subject at a controller, and which part of what it let go."""

    controller: str
    subject: str
    consent: str
    part: Part


def list_consent_permits(question: PermitsQuestion, gate: Gate) -> Document:
    """Return each recipient of permits that relied on the consent: which data, what for, from when until when."""
    permits = (permit for event in _events(question, gate) if (permit := _permit(event, question, gate)))
    return {"recipients": [one.document() for one in permits_by_recipient(permits)]}


def _events(question: PermitsQuestion, gate: Gate) -> Iterator[Mapping[str, Any]]:
    """Yield the decisions about the subject that name the consent; no transaction is long."""
    after: UUID | None = None
    while True:
        with gate.units.begin() as unit:
            page = unit.recorded.naming_consent(question.controller, question.subject, question.consent, after, PAGE)
        yield from page
        if len(page) < PAGE:
            return
        after = UUID(page[-1]["id"])


def _permit(event: Mapping[str, Any], question: PermitsQuestion, gate: Gate) -> ConsentPermit | None:
    """Return what a decision let go because of the consent, as far as the part reaches; None if that is nothing."""
    decision = event["data"]["decision"]
    check, at = check_from(event["data"]["check"]), datetime.fromisoformat(decision["evaluated_at"])
    situation = _situation(check, at, gate)
    reached = frozenset(
        item["category"]
        for item in decision["items"]
        if item.get("consent") == question.consent
        and (situation is None or part_reaches(question.part, situation, item_from(item)))
    )
    return ConsentPermit(check.recipient, check.purpose, reached, at) if reached else None


def _situation(check: Check, at: datetime, gate: Gate) -> Situation | None:
    """Return the situation in which it was let go; None in words that the pack has dropped since: any part might reach.

    It is better to name one recipient too many than to keep silent about one.
    """
    policy = gate.policies.get(check.controller)
    if policy is None or unknown_words(check, policy.pack):
        return None
    return identify(check, None, policy, at)
