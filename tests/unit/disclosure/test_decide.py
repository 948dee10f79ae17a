"""What a decision says beyond permit and deny, and what happens at the edges."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.disclosure.domain.check import Check, check_from
from services.disclosure.domain.decision import Decision, decision_document
from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import NOTHING_ON_FILE, SubjectState
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.vocabulary import unknown_words

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)


def a_check(**changes: Any) -> Check:
    ordinary = {
        "controller": "aleris",
        "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
        "purpose": "insurance-payment",
        "items": [{"category": "dx", "course": "K1"}],
        "facts": {"payer": "insurer-a"},
        "channel": "electronic",
    }
    return check_from(ordinary | changes)


def a_state(given_at: str = "2026-06-01T08:00:00Z", **changes: Any) -> SubjectState:
    scope = {
        "recipients": [{"kind": "insurer", "id": "insurer-a"}],
        "purposes": ["insurance-payment"],
        "items": [{"category": "dx"}],
    }
    consent = {"id": "c1", "given_at": given_at, "given_by": {"authority": "self"}, "form": "written", "scope": scope}
    return subject_state_from({"version": 17, "consents": [consent | changes], "objections": []})


def only_item(decision: Decision) -> Mapping[str, Any]:
    items: list[dict[str, Any]] = decision_document(decision, "d1", "copy")["items"]
    assert len(items) == 1
    return items[0]


def test_a_permit_names_rule_basis_and_the_consent_relied_upon(policy: Policy) -> None:
    item = only_item(decide(a_check(), a_state(), policy, NOW))

    assert item["rule"] == "aleris.insurer-pays"
    assert item["consent"] == "c1"
    assert item["basis"] == ["SUL-43-1", "SUL-44", "G6a", "G9a"]
    assert item["would_permit_if"] == []


def test_a_deny_names_its_reason_and_the_scope_of_the_consent_it_lacks(policy: Policy) -> None:
    item = only_item(decide(a_check(), NOTHING_ON_FILE, policy, NOW))

    assert item["reason"] == "no-legal-basis"
    assert item["would_permit_if"] == [
        {
            "consent": {
                "given_at": "2026-11-20T11:00:00Z",
                "form": "written",
                "expression": "explicit",
                "scope": {
                    "recipients": [{"kind": "insurer", "id": "insurer-a"}],
                    "purposes": ["insurance-payment"],
                    "items": [{"category": "dx", "course": "K1"}],
                },
            }
        }
    ]


def test_supplying_what_is_named_as_missing_makes_it_a_permit(policy: Policy) -> None:
    denied = only_item(decide(a_check(facts={}), a_state(), policy, NOW))

    assert denied["would_permit_if"] == [{"fact": {"payer": "insurer-a"}}]
    supplied = a_check(facts=denied["would_permit_if"][0]["fact"])
    assert only_item(decide(supplied, a_state(), policy, NOW))["outcome"] == "permit"


def test_the_document_names_pack_state_and_time(policy: Policy) -> None:
    document = decision_document(decide(a_check(), a_state(), policy, NOW), "d1", "copy")

    assert document["id"] == "d1"
    assert document["pack"] == {
        "controller": "aleris",
        "version": policy.pack.version,
        "digest": policy.pack.digest,
    }
    assert (document["consent_state"], document["consent_state_source"]) == (17, "copy")
    assert document["evaluated_at"] == "2026-11-20T11:00:00Z"


def test_an_answer_may_be_acted_on_for_a_quarter_of_an_hour(policy: Policy) -> None:
    assert decide(a_check(), a_state(), policy, NOW).act_before == NOW + timedelta(minutes=15)


def test_an_answer_may_not_be_acted_on_once_its_consent_has_lapsed(policy: Policy) -> None:
    just_before_midnight = datetime(2027, 5, 31, 21, 55, tzinfo=UTC)

    decision = decide(a_check(), a_state(), policy, just_before_midnight)

    assert decision.outcome == "permit"
    assert decision.act_before == datetime(2027, 5, 31, 22, tzinfo=UTC)


@pytest.mark.parametrize(("minutes", "outcome"), [(5, "permit"), (0, "deny")])
def test_the_year_ends_at_danish_midnight(policy: Policy, minutes: int, outcome: str) -> None:
    midnight = datetime(2027, 5, 31, 22, tzinfo=UTC)

    assert decide(a_check(), a_state(), policy, midnight - timedelta(minutes=minutes)).outcome == outcome


def test_without_consent_state_a_consent_is_not_relied_upon_and_the_answer_says_try_again(policy: Policy) -> None:
    decision = decide(a_check(), None, policy, NOW)

    assert only_item(decision)["reason"] == "consent-state-stale"
    assert decision.consent_state is None


def test_without_consent_state_what_no_state_could_permit_is_denied_for_good(policy: Policy) -> None:
    genetic = decide(a_check(items=[{"category": "genetic"}]), None, policy, NOW)
    unneeded = decide(a_check(items=[{"category": "img"}]), None, policy, NOW)

    assert genetic.items[0].reason == "predictive-genetic-data"
    assert unneeded.items[0].reason == Reason.NOT_NEEDED


def test_without_consent_state_a_basis_the_subject_may_refuse_is_not_relied_upon(policy: Policy) -> None:
    letter = a_check(
        recipient={"kind": "own-gp"}, purpose="treatment", items=[{"category": "disch"}], facts={"payer": "region"}
    )

    assert decide(letter, NOTHING_ON_FILE, policy, NOW).outcome == "permit"
    assert decide(letter, None, policy, NOW).items[0].reason == Reason.CONSENT_STATE_STALE


def test_a_life_at_stake_does_not_wait_for_consent_state(policy: Policy) -> None:
    check = a_check(
        recipient={"kind": "public-hospital"},
        purpose="treatment",
        items=[{"category": "notes"}],
        facts={"weighty-interest": True},
        attestation={"by": "doctor-1", "profession": "physician"},
    )

    decision = decide(check, None, policy, NOW)

    assert decision.items[0].basis[0] == "SUL-41-2-4"
    assert [one.kind for one in decision.obligations] == ["inform-subject"]


def test_a_channel_nobody_stated_is_met_with_an_obligation(policy: Policy) -> None:
    decision = decide(a_check(channel=None), a_state(), policy, NOW)

    assert decision.outcome == "permit"
    told = decision_document(decision, "d1", "copy")["obligations"]
    assert told == [{"kind": "use-encrypted-channel", "before": True}]


def test_a_country_nobody_stated_is_not_guessed(policy: Policy) -> None:
    decision = decide(a_check(recipient={"kind": "insurer", "id": "insurer-a"}), a_state(), policy, NOW)

    assert decision.items[0].reason == Reason.COUNTRY_NOT_STATED


def test_a_withdrawal_stamped_by_a_clock_a_little_ahead_counts_at_once(policy: Policy) -> None:
    withdrawn = a_state(withdrawals=[{"at": "2026-11-20T11:00:02Z", "part": {}}])

    assert decide(a_check(), withdrawn, policy, NOW).items[0].reason == Reason.CONSENT_WITHDRAWN


def test_of_two_consents_the_one_that_still_covers_is_relied_upon(policy: Policy) -> None:
    lapsed, live = a_state("2025-01-01T08:00:00Z", id="old"), a_state(id="new")
    both = replace(live, consents=(*lapsed.consents, *live.consents))

    assert only_item(decide(a_check(), both, policy, NOW))["consent"] == "new"


def test_true_written_as_text_is_not_true(policy: Policy) -> None:
    check = a_check(facts={"payer": "insurer-a", "course.open": "true"})

    assert unknown_words(check, policy.pack) == [("/facts/course.open", "The fact “course.open” is true or false.")]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"controller": "alerys"}, "/controller"),
        ({"recipient": {"kind": "insuror"}}, "/recipient/kind"),
        ({"purpose": "fun"}, "/purpose"),
        ({"items": [{"category": "dx"}, {"category": "dxx"}]}, "/items/1/category"),
        ({"items": [{"category": "dx", "labels": ["secret"]}]}, "/items/0/labels"),
        ({"items": [{"category": "dx", "period": {"from": "2026-01-02", "until": "2026-01-01"}}]}, "/items/0/period"),
        ({"items": [{"category": "dx", "period": {"from": "2026-01-01", "until": "2026-01-01"}}]}, "/items/0/period"),
        ({"facts": {"player": "a"}}, "/facts/player"),
        ({"facts": {"payer": True}}, "/facts/payer"),
        ({"facts": {"course.agreement": "handshake"}}, "/facts/course.agreement"),
        ({"facts": {"course.open": None}}, "/facts/course.open"),
        ({"channel": "pigeon"}, "/channel"),
        ({"attestation": {"by": "x", "profession": "druid"}}, "/attestation/profession"),
        ({"subject_role": "guest"}, "/subject_role"),
    ],
)
def test_a_word_the_pack_does_not_know_is_named_by_its_pointer(
    policy: Policy, changes: dict[str, Any], pointer: str
) -> None:
    assert [one for one, _ in unknown_words(a_check(**changes), policy.pack)] == [pointer]
