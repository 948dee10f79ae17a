"""From the day of somebody's death on, the rules for the dead hold, and whoever acted for them acts for nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.disclosure.domain.decision import Decision
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from tests.unit.disclosure.engine.builders import (
    NOW,
    a_check,
    a_consent,
    a_delegation,
    a_policy,
    a_rule,
    a_state,
    an_objection,
)

TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21)
# In these packs a patient who has died has the role of a member.
ALIVE = a_rule(id="alive", subject_roles=frozenset({"patient"}))
DEAD = a_rule(id="dead", subject_roles=frozenset({"member"}))


def decided_of(died_on: date | None, policy: Policy, *things: Any, role: str = "patient") -> Decision:
    return decide(a_check(subject_role=role), replace(a_state(*things), died_on=died_on), policy, NOW)


@pytest.mark.parametrize(
    ("died_on", "role", "rule", "judged_as"),
    [
        (None, "patient", "alive", None),
        (TOMORROW, "patient", "alive", None),
        (TODAY, "patient", "dead", "member"),
        (TODAY, "member", "dead", None),
    ],
)
def test_the_rules_for_the_dead_hold_from_the_day_of_death_on(
    died_on: date | None, role: str, rule: str, judged_as: str | None
) -> None:
    decision = decided_of(died_on, a_policy(ALIVE, DEAD), role=role)

    assert (decision.items[0].rule, decision.judged_as) == (rule, judged_as)


def test_a_pack_that_has_no_role_for_the_dead_judges_them_in_the_one_they_had() -> None:
    roles = {code: replace(role, after_death=None) for code, role in a_policy().pack.subject_roles.items()}
    decision = decided_of(TODAY, a_policy(ALIVE, DEAD, subject_roles=roles))

    assert (decision.items[0].rule, decision.judged_as) == ("alive", None)


@pytest.mark.parametrize(("role", "rule"), [("patient", "alive"), ("member", "dead")])
def test_where_nobody_can_say_whether_somebody_has_died_the_checks_word_counts(role: str, rule: str) -> None:
    certain = [replace(one, stands_against_refusal=True, restriction_gate="legal-claims") for one in (ALIVE, DEAD)]

    assert decide(a_check(subject_role=role), None, a_policy(*certain), NOW).items[0].rule == rule


@pytest.mark.parametrize(("died_on", "permitted"), [(None, True), (TOMORROW, True), (TODAY, False)])
def test_whoever_acted_for_somebody_acts_for_nobody_after_their_death(died_on: date | None, permitted: bool) -> None:
    item = decided_of(died_on, a_policy(a_rule("delegation")), a_delegation()).items[0]

    assert item.permitted is permitted
    assert not any("delegation" in way for way in item.would_permit_if)


@pytest.mark.parametrize(("given_on", "permitted"), [(19, True), (20, False)])
def test_nobody_consents_for_the_dead(given_on: int, permitted: bool) -> None:
    consent = a_consent(datetime(2026, 11, given_on, 8, tzinfo=UTC))
    item = decided_of(date(2026, 11, 19), a_policy(a_rule("consent")), consent).items[0]

    assert item.permitted is permitted
    assert item.reason == (None if permitted else "consent-without-authority")
    assert item.would_permit_if == ()


def test_what_somebody_refused_stays_refused_after_their_death() -> None:
    assert decided_of(TODAY, a_policy(ALIVE, DEAD), an_objection()).items[0].reason == "refused-everything"
