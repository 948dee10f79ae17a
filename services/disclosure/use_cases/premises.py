"""What a simulation takes for granted: the moment, what is on file, and the policy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from services.disclosure.domain.decision import pack_document
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy
from services.disclosure.use_cases.answer_checks import Gate
from services.disclosure.use_cases.understand_simulation import Tried
from shared.clock import timestamp
from shared.events.envelope import Document

DRAFT = "draft"
"""The source of a state that consists of drafts alone."""


@dataclass(frozen=True, slots=True)
class Premises:
    """`source` says where the consent state came from, in the words of a decision, or that it is a draft.

    `reference` is the one that the subject is on record under, None when nobody in particular is asked about.
    """

    at: datetime
    state: SubjectState | None
    source: str
    policy: Policy
    reference: str | None = None

    def document(self) -> Document:
        """Return what every answer says of them."""
        return {
            **marked_as_simulation(self.policy),
            "consent_state": None if self.state is None else self.state.version,
            "consent_state_source": self.source,
            "evaluated_at": timestamp(self.at),
        }


def marked_as_simulation(policy: Policy) -> Document:
    """Return what every answer says first: that nothing may go because of it, and by which pack it was found."""
    pack = policy.reference
    return {"simulation": True, "controller": pack.controller, "pack": pack_document(pack)}


def with_drafts(on_file: SubjectState | None, drafts: SubjectState) -> SubjectState | None:
    """Return what would be on file; where nobody can say what is, drafts do not change that."""
    if on_file is None:
        return None
    return replace(
        on_file,
        consents=(*on_file.consents, *drafts.consents),
        objections=(*on_file.objections, *drafts.objections),
        delegations=(*on_file.delegations, *drafts.delegations),
        died_on=drafts.died_on or on_file.died_on,
    )


def moment_asked_about(said: Mapping[str, Any], now: datetime) -> datetime:
    """Return the moment that a simulation names, or else the present one."""
    return datetime.fromisoformat(said["at"]).astimezone(UTC) if "at" in said else now


def premises_of(said: Mapping[str, Any], tried: Tried, policy: Policy, gate: Gate) -> Premises:
    """Return what a simulation is asked to take for granted; what it does not say is as it is now."""
    now = gate.clock()
    at = moment_asked_about(said, now)
    if tried.subject is None or said.get("on_file") == "without":
        reference = tried.subject and tried.subject.references[0]
        return Premises(at, tried.drafts, DRAFT, policy, reference)
    known = gate.states.of_one(tried.subject, gate.units, now)
    return Premises(at, with_drafts(known.state, tried.drafts), known.source, policy, known.reference)
