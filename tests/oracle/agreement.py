"""Holds a decision against the oracle's answer, and says in sentences where they differ."""

from collections.abc import Iterator
from typing import Any

from services.disclosure.domain.decision import Decision, ItemDecision
from services.disclosure.engine.decide import decide
from tests.oracle.answer import EXPLAINED, Verdict
from tests.oracle.whole_answer import Answer, answer
from tests.oracle.worlds import World

EXPLANATIONS = frozenset(
    {
        "attestation-missing",
        "condition-not-met",
        "no-legal-basis",
        "not-needed-for-purpose",
        "other-channel-only",
        "other-form-only",
        "outside-consent-scope",
        "past-retention",
    }
)


def differences(world: World) -> list[str]:
    decision = decide(world.check, world.state, world.policy, world.at)
    expected = answer(world.pack, world.check, world.state, world.at)
    # A rule that a consent could carry may have a reason of its own, told when its conditions are not met.
    reasons = EXPLANATIONS | {rule.reason for rule in world.pack.rules if rule.step == "consent" and rule.reason}
    return [*_of_whole(decision, expected), *_of_items(decision, expected, reasons)]


def _of_whole(decision: Decision, expected: Answer) -> Iterator[str]:
    yield from _differ("outcome", decision.outcome.value, expected.outcome)
    yield from _differ("act before", decision.act_before, expected.act_before)
    yield from _differ("narrower request", frozenset(decision.narrower_request), expected.narrower)
    dues = [(one.kind, one.to, one.deadline, one.before) for one in decision.obligations]
    yield from _differ("obligations", frozenset(dues), expected.obligations)
    yield from _differ("number of obligations", len(dues), len(expected.obligations))
    yield from _differ("judged as", decision.judged_as, expected.judged_as)


def _of_items(decision: Decision, expected: Answer, reasons: frozenset[str]) -> Iterator[str]:
    for place, (found, verdict) in enumerate(zip(decision.items, expected.verdicts, strict=True)):
        for difference in _of_item(found, verdict, reasons):
            yield f"item {place}: {difference}"


def _of_item(found: ItemDecision, verdict: Verdict, reasons: frozenset[str]) -> Iterator[str]:
    for name in ("permitted", "basis", "rule", "consent", "delegation", "also", "objection"):
        yield from _differ(name, getattr(found, name), getattr(verdict, name))
    if verdict.reason != EXPLAINED:
        yield from _differ("reason", found.reason, verdict.reason)
        yield from _differ("law", found.law, verdict.law or ())
    elif found.reason not in reasons and not str(found.reason).startswith("consent-"):
        yield f"the reason {found.reason} is not one of step 8"


def _differ(what: str, found: Any, expected: Any) -> Iterator[str]:
    if found != expected:
        yield f"{what}: the engine says {found!r}, the oracle {expected!r}"
