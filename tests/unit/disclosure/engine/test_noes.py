"""How far a no of the subject's reaches."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.disclosure.domain.check import Check, Recipient
from services.disclosure.domain.period import Period
from services.disclosure.domain.subject_state import ItemScope, Part, RecipientScope, Withdrawal
from shared.policy_packs.model import RecipientKind
from shared.policy_packs.rule import ObligationTemplate
from tests.oracle.words import KINDS, NAME
from tests.unit.disclosure.engine.builders import (
    NOW,
    a_check,
    a_consent,
    a_policy,
    a_purpose,
    a_rule,
    an_item,
    an_objection,
    decided,
    first,
)

POLICY = a_policy(a_rule())
# In these packs `notes` have the part `bank`, and `disch`, which may go in their place, has the part `cpr`.
BALANCED = a_rule(keys={"art6": ("L1",)})
JANUARY = Period(date(2026, 1, 1), date(2026, 2, 1))


@pytest.mark.parametrize(
    ("part", "check", "reason"),
    [
        (Part(), a_check(), "refused-everything"),
        (Part(purposes=frozenset({"pay"})), a_check(), "refused-purpose"),
        (Part(purposes=frozenset({"care"})), a_check(), None),
        (Part(recipients=(RecipientScope("gp"),)), a_check(), "refused-recipient"),
        (Part(recipients=(RecipientScope("ward"),)), a_check(), None),
        (Part(recipients=(RecipientScope("gp", "r2"),)), a_check(), None),
        (Part(recipients=(RecipientScope("gp", "r2"),)), a_check(recipient=Recipient("gp")), "refused-recipient"),
        (Part(recipients=(RecipientScope("ward"), RecipientScope("gp"))), a_check(), "refused-recipient"),
        (Part(recipients=(RecipientScope("gp", country="DK"),)), a_check(), "refused-recipient"),
        (Part(recipients=(RecipientScope("gp", country="GB"),)), a_check(), None),
        (
            Part(recipients=(RecipientScope("gp", country="GB"),)),
            a_check(recipient=Recipient("gp")),
            "refused-recipient",
        ),
        (Part(items=(ItemScope("notes"),)), a_check(), "refused-data"),
        (Part(items=(ItemScope("bank"),)), a_check(), "refused-data"),
        (Part(items=(ItemScope("cpr"),)), a_check(), None),
        (Part(items=(ItemScope("*", course="K2"),)), a_check(), None),
        (Part(items=(ItemScope("*", course="K2"),)), a_check(an_item(course=None)), "refused-data"),
        (Part(items=(ItemScope("*", episode="e1"),)), a_check(), None),
        (Part(items=(ItemScope("*", label="genes"),)), a_check(), None),
        (Part(items=(ItemScope("*", label="genes"),)), a_check(an_item(labels=frozenset({"genes"}))), "refused-data"),
        (Part(items=(ItemScope("*", period=JANUARY),)), a_check(), "refused-data"),
        (
            Part(items=(ItemScope("*", period=JANUARY),)),
            a_check(an_item(period=Period(date(2026, 2, 1), date(2026, 3, 1)))),
            None,
        ),
        (
            Part(recipients=(RecipientScope("gp"),), items=(ItemScope("*"),)),
            a_check(),
            "refused-data-to-recipient",
        ),
        (Part(channels=frozenset({"letter"})), a_check(), None),
        (Part(channels=frozenset({"letter"})), a_check(channel=None), "refused-everything"),
    ],
)
def test_a_refusal_reaches_what_it_names_and_what_might_be_meant(part: Part, check: Check, reason: str | None) -> None:
    assert first(POLICY, check, an_objection(part=part)).reason == reason


@pytest.mark.parametrize(
    ("said", "permitted"),
    [
        ({"raised_at": NOW + timedelta(seconds=5)}, False),
        ({"raised_at": NOW + timedelta(seconds=6)}, True),
        ({"lifted_at": NOW}, True),
        ({"lifted_at": NOW + timedelta(seconds=1)}, False),
        ({"overridden_at": NOW}, False),
    ],
)
def test_a_refusal_stands_from_at_once_until_it_is_lifted_and_nothing_overrides_it(
    said: dict[str, Any], permitted: bool
) -> None:
    assert first(POLICY, a_check(), an_objection(**said)).permitted is permitted


def test_an_objection_to_marketing_is_neither_overridden_nor_stood_against() -> None:
    policy = a_policy(a_rule(stands_against_refusal=True))
    objection = an_objection("marketing", overridden_at=NOW)

    assert first(policy, a_check(purpose="ads"), objection).reason == "marketing-objection"
    assert first(policy, a_check(), objection).permitted


@pytest.mark.parametrize(
    ("kind", "part", "reason"),
    [
        ("lookup-refusal", Part(), "refused-lookup"),
        ("refusal", Part(), None),
        ("refusal", Part(purposes=frozenset({"look"})), "refused-purpose"),
        ("refusal", Part(recipients=(RecipientScope("gp"),)), "refused-recipient"),
    ],
)
def test_a_no_to_passing_on_reaches_lookups_only_when_it_says_so(kind: str, part: Part, reason: str | None) -> None:
    assert first(POLICY, a_check(purpose="look"), an_objection(kind, part)).reason == reason
    assert first(POLICY, a_check(), an_objection("lookup-refusal")).permitted


def test_a_no_to_a_kind_reaches_the_kinds_within_it_and_not_the_other_way_round() -> None:
    kinds = {code: RecipientKind(code, NAME, within="hospital" if code == "ward" else None) for code in KINDS}
    policy = a_policy(a_rule(), recipient_kinds=kinds)
    ward, hospital = (a_check(recipient=Recipient(kind, "r1", "DK")) for kind in ("ward", "hospital"))

    def no_to(kind: str) -> Part:
        return Part(recipients=(RecipientScope(kind),))

    assert not first(policy, ward, an_objection(part=no_to("hospital"))).permitted
    assert first(policy, hospital, an_objection(part=no_to("ward"))).permitted


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        ("portal", None),
        ("post", None),
        ("letter", "channel-reveals-refused-data"),
        (None, "channel-reveals-refused-data"),
    ],
)
def test_people_get_what_they_refused_to_others_where_nobody_else_can_open_it(
    channel: str | None, reason: str | None
) -> None:
    own = a_check(recipient=Recipient("me", "r1", "DK"), channel=channel)
    answer = first(POLICY, own, an_objection())

    assert answer.reason == reason
    assert answer.would_permit_if == (({"channel": "portal"},) if reason else ())


@pytest.mark.parametrize("gate", [None, "legal-claims"])
def test_restricted_data_leave_only_through_a_gate(gate: str | None) -> None:
    for step in ("duty", "basis"):
        answer = first(a_policy(a_rule(step, restriction_gate=gate)), a_check(), an_objection("restriction"))
        assert answer.reason == (None if gate else "restricted-processing")


def test_the_most_specific_no_is_named() -> None:
    broad, purpose = an_objection(id="a"), an_objection(part=Part(purposes=frozenset({"pay"})), id="b")
    to_recipient = an_objection(part=Part(recipients=(RecipientScope("gp"),)), id="c")
    about_data = an_objection(part=Part(items=(ItemScope("notes"),)), id="d")
    told = [
        first(POLICY, a_check(), *filed).objection
        for filed in ((broad,), (broad, purpose), (broad, purpose, to_recipient), (broad, to_recipient, about_data))
    ]

    assert told == ["a", "b", "c", "d"]


def test_what_the_purpose_does_not_need_is_denied_for_that_and_not_for_an_unanswered_objection() -> None:
    policy = a_policy(BALANCED, purpose=a_purpose(needs=frozenset({"notes"})))
    objection = an_objection("particular-situation")

    assert first(policy, a_check(an_item("bank")), objection).reason == "not-needed-for-purpose"
    assert first(policy, a_check(), objection).reason == "objection-awaiting-answer"


@pytest.mark.parametrize(("kind", "reason"), [("restriction", "restricted-processing"), ("particular-situation", None)])
def test_a_restriction_reaches_lookups_though_it_names_nothing(kind: str, reason: str | None) -> None:
    assert first(POLICY, a_check(purpose="look"), an_objection(kind)).reason == reason


def test_of_several_data_named_by_a_no_one_that_is_the_items_is_enough() -> None:
    part = Part(items=(ItemScope("disch"), ItemScope("notes")))
    carried = a_policy(a_rule("consent"))

    assert first(POLICY, a_check(), an_objection(part=part)).reason == "refused-data"
    assert not first(carried, a_check(), a_consent(withdrawals=(Withdrawal(NOW, part),))).permitted


def test_an_obligation_owed_only_over_an_objection_is_due_with_any_that_reaches_the_item() -> None:
    policy = a_policy(a_rule("duty", obligations=(ObligationTemplate("tell", only_over_objection=True),)))

    assert decided(policy, a_check()).obligations == ()
    for kind in ("refusal", "particular-situation"):
        assert [one.kind for one in decided(policy, a_check(), an_objection(kind)).obligations] == ["tell"]
    elsewhere = an_objection(part=Part(items=(ItemScope("cpr"),)))
    assert decided(policy, a_check(), elsewhere).obligations == ()


@pytest.mark.parametrize(
    ("named", "asked", "permitted"),
    [
        ("notes", "bank", False),
        ("disch", "cpr", False),
        ("bank", "notes", False),
        ("notes", "disch", True),
        ("disch", "notes", True),
    ],
)
def test_a_whole_and_its_part_are_reached_by_a_no_to_each_other_and_not_what_may_go_in_their_place(
    named: str, asked: str, permitted: bool
) -> None:
    part = Part(items=(ItemScope(named),))
    assert first(POLICY, a_check(an_item(asked)), an_objection(part=part)).permitted is permitted
    withdrawn = a_consent(withdrawals=(Withdrawal(NOW, part),))
    assert first(a_policy(a_rule("consent")), a_check(an_item(asked)), withdrawn).permitted is permitted


@pytest.mark.parametrize(("named", "asked"), [("notes", "cpr"), ("cpr", "notes")])
def test_a_no_reaches_the_parts_of_parts_and_the_wholes_of_wholes(named: str, asked: str) -> None:
    categories = {
        code: replace(one, parts={"notes": ("disch",), "disch": ("cpr",)}.get(code, ()))
        for code, one in POLICY.pack.categories.items()
    }
    policy = a_policy(a_rule(), categories=categories)
    no = an_objection(part=Part(items=(ItemScope(named),)))
    assert not first(policy, a_check(an_item(asked)), no).permitted


def test_a_no_to_one_part_does_not_reach_another() -> None:
    categories = POLICY.pack.categories | {"notes": replace(POLICY.pack.categories["notes"], parts=("bank", "cpr"))}
    no = an_objection(part=Part(items=(ItemScope("bank"),)))
    assert first(a_policy(a_rule(), categories=categories), a_check(an_item("cpr")), no).permitted
