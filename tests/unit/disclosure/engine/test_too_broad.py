"""A request that asks too much is refused as a whole, with the largest one that would pass."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.disclosure.domain.check import Recipient
from services.disclosure.domain.period import Period
from services.disclosure.domain.subject_state import ItemScope, Part, Withdrawal
from services.disclosure.engine.compile import Policy
from shared.policy_packs.rule import Rule
from tests.unit.disclosure.engine.builders import (
    DEFAULTS,
    a_check,
    a_consent,
    a_policy,
    a_purpose,
    a_rule,
    a_scope,
    an_item,
    an_objection,
    decided,
)


def strict(*rules: Rule) -> Policy:
    return a_policy(*rules, purpose=a_purpose(refuse_too_broad=frozenset({"gp"})))


def year(number: int, until: int | None = None) -> Period:
    return Period(date(number, 1, 1), date(until or number + 1, 1, 1))


def test_a_request_that_is_too_broad_is_refused_as_a_whole_and_told_the_part_that_would_pass() -> None:
    purpose = a_purpose(refuse_too_broad=frozenset({"gp"}))
    policy = a_policy(a_rule(categories=frozenset({"notes"}), law=("SUL-43",)), purpose=purpose)
    items = an_item(), an_item("bank")

    broad = decided(policy, a_check(*items))

    assert broad.outcome == "deny"
    assert [one.reason for one in broad.items] == ["request-too-broad", "no-legal-basis"]
    assert (broad.narrower_request, broad.obligations) == ((an_item(),), ())
    assert decided(policy, a_check(*items, recipient=Recipient("ward", "r1", "DK"))).outcome == "partial"
    assert decided(policy, a_check(an_item())).outcome == "permit"


def test_nothing_narrower_is_offered_to_whom_the_rest_would_tell_of_what_was_kept_back() -> None:
    gp = frozenset({"gp"})
    purpose = a_purpose(refuse_too_broad=gp, nothing_narrower=gp)
    policy = a_policy(a_rule(categories=frozenset({"notes"})), purpose=purpose)

    asked = a_check(an_item(), an_item("bank", labels=frozenset({"psychiatry"})))
    guarded = decided(policy, asked)
    ordinary = decided(policy, a_check(an_item(), an_item("bank")))

    assert [one.reason for one in guarded.items] == ["rest-would-tell", "no-legal-basis"]
    assert (guarded.outcome, guarded.narrower_request) == ("deny", ())
    assert [one.reason for one in ordinary.items] == ["request-too-broad", "no-legal-basis"]
    assert ordinary.narrower_request == (an_item(),)
    told = decided(strict(a_rule(categories=frozenset({"notes"}))), asked)
    assert (told.items[0].reason, told.narrower_request) == ("request-too-broad", (an_item(),))
    passing = an_item(labels=frozenset({"psychiatry"}))
    assert decided(policy, a_check(passing, an_item("bank"))).narrower_request == (passing,)
    assert decided(policy, a_check(an_item())).outcome == "permit"


def test_what_the_law_orders_goes_even_when_the_rest_of_the_request_is_too_broad() -> None:
    purpose = a_purpose(refuse_too_broad=frozenset({"gp"}))
    ordered, ordinary = a_rule("duty", categories=frozenset({"notes"})), a_rule(categories=frozenset({"disch"}))
    policy = a_policy(ordered, ordinary, purpose=purpose)

    whole = decided(policy, a_check(an_item(), an_item("disch"), an_item("bank")))
    only_ordered = decided(policy, a_check(an_item(), an_item("bank")))

    assert [one.reason for one in whole.items] == [None, "request-too-broad", "no-legal-basis"]
    assert (whole.outcome, whole.narrower_request) == ("partial", (an_item(), an_item("disch")))
    assert (only_ordered.outcome, only_ordered.narrower_request) == ("partial", ())


def test_of_what_may_not_go_the_narrower_request_has_the_narrower_categories_however_deep() -> None:
    policy = strict(a_rule(categories=frozenset({"cpr"})))

    alone = decided(policy, a_check(an_item()))
    twice = decided(policy, a_check(an_item(), an_item("disch")))

    assert (alone.outcome, alone.narrower_request) == ("deny", (an_item("cpr"),))
    assert twice.narrower_request == (an_item("cpr"),)
    assert decided(policy, a_check(*alone.narrower_request)).outcome == "permit"


def test_a_narrower_category_inside_one_that_passes_is_not_asked_for_besides() -> None:
    policy = strict(a_rule(categories=frozenset({"disch", "cpr"})))

    assert decided(policy, a_check(an_item())).narrower_request == (an_item("disch"),)


def test_the_narrower_request_has_the_longest_periods_that_consents_cover_and_no_refusal_reaches() -> None:
    policy = strict(a_rule("consent", categories=frozenset({"notes"})))
    consented = (
        a_consent(id="c1", scope=a_scope(ItemScope("*", period=year(2019, 2022)))),
        a_consent(id="c2", scope=a_scope(ItemScope("*", period=year(2021, 2024)))),
    )
    refused = an_objection(part=Part(items=(ItemScope("notes", period=year(2023, 2030)),)))
    several = [an_item(period=year(2019, 2022)), an_item(period=year(2021, 2023))]

    always = decided(policy, a_check(an_item()), *consented, refused)
    lately = decided(policy, a_check(an_item(period=year(2020, 2026))), *consented, refused)

    assert list(always.narrower_request) == several
    assert lately.narrower_request == (an_item(period=year(2020, 2022)), several[1])
    assert decided(policy, a_check(*lately.narrower_request), *consented, refused).outcome == "permit"


def test_what_was_before_and_after_the_days_refused_passes_without_an_end_of_its_own() -> None:
    policy = strict(a_rule(categories=frozenset({"notes"})))
    refused = an_objection(part=Part(items=(ItemScope("notes", period=year(2023, 2030)),)))

    assert list(decided(policy, a_check(an_item()), refused).narrower_request) == [
        an_item(period=Period(date.min, date(2023, 1, 1))),
        an_item(period=Period(date(2030, 1, 1), date.max)),
    ]


def test_consents_to_other_years_than_those_asked_for_bring_nothing() -> None:
    policy = strict(a_rule("consent"))
    beside = [
        a_consent(id=f"until {ends}", scope=a_scope(ItemScope("*", period=year(begins, ends))))
        for begins, ends in ((2016, 2018), (2018, 2020), (2026, 2030))
    ]

    assert decided(policy, a_check(an_item(period=year(2020, 2026))), *beside).narrower_request == ()


def test_a_narrower_category_is_not_asked_for_besides_for_years_in_which_the_whole_passes() -> None:
    policy = strict(a_rule("consent", categories=frozenset({"notes", "disch"})))
    consent = a_consent(scope=a_scope(ItemScope("*", period=year(2019, 2022))))

    assert decided(policy, a_check(an_item()), consent).narrower_request == (an_item(period=year(2019, 2022)),)


def test_of_what_was_consented_to_the_years_withdrawn_are_left_out() -> None:
    policy = strict(a_rule("consent", categories=frozenset({"notes"})))
    years = Part(items=(ItemScope("notes", period=year(2023, 2030)),))
    consent = a_consent(withdrawals=(Withdrawal(datetime(2026, 7, 1, tzinfo=UTC), years),))

    assert list(decided(policy, a_check(an_item(period=year(2020, 2026))), consent).narrower_request) == [
        an_item(period=year(2020, 2023))
    ]


@pytest.mark.parametrize(
    ("narrower", "passing"),
    [
        ({"notes": ("cpr", "disch"), "disch": ("cpr",)}, "disch"),
        ({"notes": ("disch",), "disch": ("cpr",), "cpr": ("notes",)}, "cpr"),
    ],
)
def test_a_category_that_stands_under_two_others_or_in_a_ring_is_asked_for_once(
    narrower: dict[str, tuple[str, ...]], passing: str
) -> None:
    categories = {code: replace(one, narrower=narrower.get(code, ())) for code, one in DEFAULTS["categories"].items()}
    rule = a_rule(categories=frozenset({"disch", "cpr"} if passing == "disch" else {passing}))
    policy = a_policy(rule, purpose=a_purpose(refuse_too_broad=frozenset({"gp"})), categories=categories)

    assert decided(policy, a_check(an_item())).narrower_request == (an_item(passing),)


def test_a_file_with_very_many_periods_is_cut_at_some_of_them_only() -> None:
    policy = strict(a_rule("consent"))
    scopes = [ItemScope("*", period=year(number)) for number in range(1950, 2020)]
    consent = a_consent(scope=a_scope(*scopes))

    narrower = decided(policy, a_check(an_item("bank")), consent).narrower_request

    assert 0 < len(narrower) < len(scopes)
    assert decided(policy, a_check(*narrower), consent).outcome == "permit"
