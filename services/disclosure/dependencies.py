"""What the edges of the service are handed."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.disclosure.use_cases.answer_checks import Gate
from services.disclosure.use_cases.ports import DraftPolicies
from services.disclosure.use_cases.understand_check import Identification
from shared.policy_packs.reasons import ReasonSentences


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The gate, how a person becomes a reference, what the reason codes mean in words, and what drafts would say."""

    gate: Gate
    identification: Identification
    reasons: Mapping[str, ReasonSentences]
    drafts: DraftPolicies
