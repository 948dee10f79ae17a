"""What is kept of a check: enough to replay its decision, and of nobody more than that takes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services.disclosure.domain.check import Check
from services.disclosure.domain.decision import Decision
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.situation import named_role, role_if_dead
from shared.policy_packs.ages import age_on

AGE_OF_MAJORITY = 18


def about(document: Mapping[str, Any], reference: str) -> dict[str, Any]:
    """Return the check's document as one about the subject with this reference."""
    return {**document, "subject": {"reference": reference}}


def kept_check(
    document: Mapping[str, Any], check: Check, state: SubjectState | None, policy: Policy, decided: Decision
) -> Mapping[str, Any]:
    """Return the check's document, with the date of birth of an adult where the answer would be another without it."""
    if check.subject_born is None or "subject_born" in document:
        return document
    if not age_may_matter(check, check.subject_born, state, policy):
        return document
    if decide(replace(check, subject_born=None), state, policy, decided.evaluated_at) == decided:
        return document
    return {**document, "subject_born": check.subject_born.isoformat()}


def age_may_matter(check: Check, born: date, state: SubjectState | None, policy: Policy) -> bool:
    """Whether an adult's age can be asked for: by a rule, or of what somebody gave or began before majority.

    It says so too often rather than too seldom, and costs next to nothing.
    """
    if _asks_age(check, policy):
        return True
    if state is None:
        return False
    filed = state.by_purpose.get(check.purpose)
    earliest = [filed.latest_given_first[-1].given_on] if filed else []
    return any(age_on(day, born) < AGE_OF_MAJORITY for day in (*earliest, *(one.begins for one in state.delegations)))


def _asks_age(check: Check, policy: Policy) -> bool:
    """A no looks at narrower categories too, and a death may be put right."""
    categories = policy.pack.categories
    asked = {one for item in check.items for one in (item.category, *categories[item.category].narrower)}
    return any(
        policy.index[role, check.recipient.kind, check.purpose][one].asks_age()
        for role in {named_role(check, policy.pack), role_if_dead(check, policy.pack)}
        for one in asked
    )
