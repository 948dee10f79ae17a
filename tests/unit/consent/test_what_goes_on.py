"""What an objection cannot stop is said when it is made."""

import pytest

from services.consent.domain.scope import WHOLE, Item, Part, Recipient, Scope
from services.consent.domain.what_goes_on import what_goes_on, what_needs_no_consent, what_outlasts_consent
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER

ALERIS = packs_in_force(PACKS_FOLDER)["aleris"]


def going_on(kind: str, part: Part = WHOLE) -> set[str]:
    return {rule.id for rule in what_goes_on(kind, part, ALERIS)}


def test_no_refusal_stops_what_the_law_orders() -> None:
    duties = {rule.id for rule in ALERIS.rules if rule.step == "duty"}
    assert duties <= going_on("refusal")
    assert going_on("marketing") == duties


def test_only_what_the_refusal_would_reach_is_told() -> None:
    to_insurers = going_on("refusal", Part(recipients=(Recipient("insurer"),)))
    assert to_insurers < going_on("refusal")
    told = {rule.id: rule for rule in ALERIS.rules}
    assert all("insurer" in told[one].recipient_kinds for one in to_insurers)


@pytest.mark.parametrize("category", ["*", "dx"])
def test_every_category_is_told_of_as_a_whole(category: str) -> None:
    about = going_on("refusal", Part(items=(Item(category),)))
    assert about == going_on("refusal") if category == "*" else about < going_on("refusal")


def test_a_restriction_leaves_only_what_article_18_lets_go_on() -> None:
    gated = {rule.id for rule in ALERIS.rules if rule.restriction_gate}
    assert going_on("restriction") == gated


def test_refusing_a_consent_leaves_all_that_needs_none_and_nothing_that_does() -> None:
    asked = Scope((Recipient("insurer"),), ("insurance-payment",), (Item("*"),))
    left = {rule.id: rule for rule in what_needs_no_consent(asked, ALERIS)}
    reached = [
        rule for rule in ALERIS.rules if "insurer" in rule.recipient_kinds and "insurance-payment" in rule.purposes
    ]
    assert {rule.step for rule in reached} > {rule.step for rule in left.values()}
    assert set(left) == {rule.id for rule in reached if rule.step not in ("bar", "consent")}


def test_a_consent_that_somebody_declares_goes_on_after_a_refusal_and_not_after_a_withdrawal() -> None:
    aros = packs_in_force(PACKS_FOLDER)["aros"]
    scope = Scope((Recipient("insurer"),), frozenset({"underwriting"}), (Item("payhist"),))
    assert [rule.id for rule in what_needs_no_consent(scope, aros)] == ["aros.declared-consent"]
    assert list(what_outlasts_consent(scope, aros)) == []


def test_a_no_to_a_whole_is_told_what_goes_on_of_its_parts() -> None:
    bupa = packs_in_force(PACKS_FOLDER)["bupa"]
    of_the_whole, of_the_part = (
        {rule.id for rule in what_goes_on("restriction", Part(items=(Item(category),)), bupa)}
        for category in ("claims", "claim-outcome")
    )
    assert of_the_part <= of_the_whole
