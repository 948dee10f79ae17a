"""A consent that somebody else declares to hold does not outlive the subject's own no."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.disclosure.domain.check import Item, Recipient
from services.disclosure.domain.decision import ItemDecision
from services.disclosure.domain.subject_state import Consent, ItemScope, Part, RecipientScope, Withdrawal
from services.disclosure.engine.conditions import CLOCK_TOLERANCE
from services.disclosure.engine.decide import decide
from shared.policy_packs.reachability import faults_of_reach
from shared.policy_packs.rule import Condition
from tests.unit.disclosure.engine.builders import NOW, a_check, a_consent, a_policy, a_rule, a_scope, an_item, first

DECLARED = Condition("when", "on_or_before", ("decision-day",))
POLICY = a_policy(a_rule("basis", when=(DECLARED,), declared_on="when"))
EVERYTHING, NOTES = Part(), Part(items=(ItemScope("notes"),))


def withdrawn(at: datetime, part: Part = EVERYTHING, how: str = "withdrawn", **said: Any) -> Consent:
    return a_consent(withdrawals=(Withdrawal(at, part, how),), **said)


def answer(consent: Consent, declared: str, item: Item | None = None, **check: Any) -> ItemDecision:
    return first(POLICY, a_check(item or an_item(), facts={"when": declared}, **check), consent)


@pytest.mark.parametrize(
    ("declared", "permitted"), [("2026-11-03", False), ("2026-11-04", False), ("2026-11-05", True)]
)
def test_a_withdrawal_of_the_same_day_or_later_stops_it(declared: str, permitted: bool) -> None:
    # By the calendar of Copenhagen it is the fourth already.
    said = answer(withdrawn(datetime(2026, 11, 3, 23, 30, tzinfo=UTC)), declared)
    assert (said.permitted, said.reason) == (permitted, None if permitted else "consent-withdrawn")


def test_a_consent_declared_anew_would_do() -> None:
    said = answer(withdrawn(datetime(2026, 11, 4, tzinfo=UTC)), "2026-11-01")
    assert said.would_permit_if == ({"fact": {"when": "2026-11-20"}},)


def test_a_declared_day_that_will_do_is_not_asked_for_again() -> None:
    flagged = a_rule("basis", id="flagged", when=(DECLARED, Condition("flag", "is", (True,))), declared_on="when")
    by_mail = a_rule("basis", id="by-mail", channels=frozenset({"mail"}))
    said = first(a_policy(flagged, by_mail), a_check(facts={"when": "2026-11-01"}))
    assert said.would_permit_if == ({"fact": {"flag": True}}, {"channel": "mail"})


@pytest.mark.parametrize(
    "limits",
    [{"recipient_ids": frozenset({"r9"})}, {"when": (DECLARED, Condition("flag", "is", (True,)))}],
    ids=["another recipient", "another fact"],
)
def test_a_rule_that_would_not_permit_anyway_does_not_speak_of_a_withdrawal(limits: dict[str, Any]) -> None:
    policy = a_policy(a_rule("basis", **{"when": (DECLARED,), "declared_on": "when", **limits}))
    said = first(policy, a_check(facts={"when": "2026-11-01"}), withdrawn(NOW))
    assert said.reason == "no-legal-basis"


def test_on_the_day_of_the_withdrawal_nothing_would_do() -> None:
    said = answer(withdrawn(NOW), "2026-11-01")
    assert (said.reason, said.would_permit_if) == ("consent-withdrawn", ())


@pytest.mark.parametrize(
    "consent",
    [
        withdrawn(NOW, how="revoked"),
        withdrawn(NOW, how="invalidated"),
        withdrawn(NOW.replace(year=2027)),
        withdrawn(NOW, NOTES),
        a_consent(),
    ],
    ids=["revoked by the controller", "never valid", "not yet", "other data", "none"],
)
def test_nothing_else_stops_it(consent: Consent) -> None:
    assert answer(consent, "2026-11-01", an_item("disch")).permitted


def test_a_withdrawal_whose_recipient_may_be_the_one_meant_stops_it() -> None:
    named = withdrawn(NOW, scope=a_scope(recipient=RecipientScope("gp", "r2")))
    asked = {one: answer(named, "2026-11-01", recipient=Recipient("gp", one)) for one in ("r1", "r2", None)}
    assert {one: said.permitted for one, said in asked.items()} == {"r1": True, "r2": False, None: False}


def test_a_withdrawal_of_a_consent_to_other_data_does_not() -> None:
    said = answer(withdrawn(NOW, scope=a_scope(ItemScope("notes"))), "2026-11-01", an_item("disch"))
    assert said.permitted


def test_a_withdrawal_by_a_clock_that_is_as_far_ahead_as_clocks_may_be_stops_it() -> None:
    assert not answer(withdrawn(NOW + CLOCK_TOLERANCE), "2026-11-01").permitted


def test_of_many_consents_that_lapsed_the_oldest_withdrawal_counts_too() -> None:
    lapsed = [a_consent(NOW.replace(year=2020), id=f"lapsed-{number}") for number in range(9)]
    oldest = withdrawn(NOW.replace(year=2019), given_at=NOW.replace(year=2018))
    check = a_check(facts={"when": "2018-12-31"})
    assert not first(POLICY, check, *lapsed, oldest).permitted


def test_where_nothing_is_known_of_the_subject_it_does_not_count() -> None:
    policy = a_policy(
        a_rule(
            "basis", when=(DECLARED,), declared_on="when", stands_against_refusal=True, restriction_gate="legal-claims"
        )
    )
    said = decide(a_check(facts={"when": "2026-11-01"}), None, policy, NOW)
    assert [one.reason for one in said.items] == ["consent-state-stale"]


def test_a_rule_that_relies_on_a_declaration_hides_none_that_does_not() -> None:
    relying = a_rule("basis", id="relying", when=(DECLARED,), declared_on="when")
    plain = a_rule("basis", id="plain", when=(DECLARED,))
    assert faults_of_reach(a_policy(relying, plain).pack) == []
    assert [rule for _, rule, _ in faults_of_reach(a_policy(plain, relying).pack)] == ["relying"]
