"""What an objection cannot stop is said when it is made."""

from datetime import date

import pytest

from services.consent.domain.scope import WHOLE, Item, Part, Recipient, Scope
from services.consent.domain.what_goes_on import what_goes_on
from services.consent.domain.what_needs_no_consent import what_needs_no_consent, what_outlasts_consent
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.rule import NO_LONGER_PERSONAL

ALERIS = packs_in_force(PACKS_FOLDER)["aleris"]
TODAY = date(2026, 11, 21)


def going_on(kind: str, part: Part = WHOLE, day: date = TODAY) -> set[str]:
    return {rule.id for rule in what_goes_on(kind, part, ALERIS, day)}


def about(word: str) -> set[str]:
    return {code for code, purpose in ALERIS.purposes.items() if getattr(purpose, word)}


def test_no_refusal_stops_what_the_law_orders() -> None:
    lookups = about("lookup")
    duties = {rule.id for rule in ALERIS.rules if rule.step == "duty" and not rule.purposes <= lookups}
    assert duties
    assert duties <= going_on("refusal")


def test_what_an_objection_is_not_about_is_not_told_to_go_on() -> None:
    told = {rule.id: rule for rule in ALERIS.rules}
    of_marketing = {id_ for id_, rule in told.items() if rule.purposes & about("marketing")}
    assert of_marketing & going_on("particular-situation")
    assert going_on("marketing") == set()
    assert "aleris.look-up-in-a-weighty-interest" in going_on("lookup-refusal")
    assert all(told[one].purposes & about("lookup") for one in going_on("lookup-refusal"))


def test_what_rests_on_a_balance_of_interests_alone_is_suspended_and_all_else_goes_on() -> None:
    bases = {rule.id: rule for rule in ALERIS.rules if rule.step in ("basis", "consent")}
    on_interests = {one for one, rule in bases.items() if rule.keys.get("art6") == ("G6f",)}
    stands = {one for one in on_interests if bases[one].stands_against_refusal}
    assert on_interests
    assert on_interests & going_on("particular-situation") == stands
    elsewhere = {one for one, rule in bases.items() if {"G6e", "G6f"}.isdisjoint(rule.keys.get("art6", ()))}
    assert {"aleris.invoice-to-patient", "aleris.weighty-interest", "aleris.treatment-consent"} <= elsewhere
    assert elsewhere <= going_on("particular-situation")


def test_a_rule_goes_on_as_long_as_it_is_in_force() -> None:
    last, after = date(2019, 6, 30), date(2019, 7, 1)
    asked = Scope(tuple(map(Recipient, ALERIS.recipient_kinds)), ("internal-treatment",), (Item("*"),))
    told = [{rule.id for rule in what_needs_no_consent(asked, ALERIS, day)} for day in (last, after)]
    assert ["aleris.staff-who-treat-until-2019" in one for one in told] == [True, False]


def test_only_what_the_refusal_would_reach_is_told() -> None:
    to_insurers = going_on("refusal", Part(recipients=(Recipient("insurer"),)))
    assert to_insurers < going_on("refusal")
    told = {rule.id: rule for rule in ALERIS.rules}
    assert all("insurer" in told[one].recipient_kinds for one in to_insurers)


@pytest.mark.parametrize("category", ["*", "dx"])
def test_every_category_is_told_of_as_a_whole(category: str) -> None:
    about = going_on("refusal", Part(items=(Item(category),)))
    assert about == going_on("refusal") if category == "*" else about < going_on("refusal")


def test_a_restriction_leaves_only_what_article_18_lets_go_on_and_what_shows_nobody_any_more() -> None:
    gated = {rule.id for rule in ALERIS.rules if rule.restriction_gate}
    of_nobody = {rule.id for rule in ALERIS.rules if rule.forms & NO_LONGER_PERSONAL}
    assert going_on("restriction") == gated | of_nobody


def test_refusing_a_consent_leaves_all_that_needs_none_and_nothing_that_does() -> None:
    asked = Scope((Recipient("insurer"),), ("insurance-payment",), (Item("*"),))
    left = {rule.id: rule for rule in what_needs_no_consent(asked, ALERIS, TODAY)}
    reached = [
        rule for rule in ALERIS.rules if "insurer" in rule.recipient_kinds and "insurance-payment" in rule.purposes
    ]
    assert {rule.step for rule in reached} > {rule.step for rule in left.values()}
    assert set(left) == {rule.id for rule in reached if rule.step not in ("bar", "consent")}


def test_a_consent_that_somebody_declares_goes_on_after_a_refusal_and_not_after_a_withdrawal() -> None:
    aros = packs_in_force(PACKS_FOLDER)["aros"]
    scope = Scope((Recipient("insurer"),), frozenset({"underwriting"}), (Item("payhist"),))
    assert [rule.id for rule in what_needs_no_consent(scope, aros, TODAY)] == ["aros.declared-consent"]
    assert list(what_outlasts_consent(scope, aros, TODAY)) == []


def test_a_no_to_a_whole_is_told_what_goes_on_of_its_parts() -> None:
    bupa = packs_in_force(PACKS_FOLDER)["bupa"]
    of_the_whole, of_the_part = (
        {rule.id for rule in what_goes_on("restriction", Part(items=(Item(category),)), bupa, TODAY)}
        for category in ("claims", "claim-outcome")
    )
    assert of_the_part <= of_the_whole
