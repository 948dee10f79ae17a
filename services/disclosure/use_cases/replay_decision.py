"""Replay a recorded decision: the same question, state, policy and moment give the same document, to the bit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.disclosure.domain.check import check_from
from services.disclosure.domain.decision import decision_document
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from shared.events.envelope import Document


def replay_decision(recorded: Mapping[str, Any], state: SubjectState | None, policy: Policy) -> Document:
    """Return the decision of an event's data as this policy makes it, on the state that it was made on."""
    decision = recorded["decision"]
    at = datetime.fromisoformat(decision["evaluated_at"])
    decided = decide(check_from(recorded["check"]), state, policy, at)
    return decision_document(decided, decision["id"], decision["consent_state_source"])
