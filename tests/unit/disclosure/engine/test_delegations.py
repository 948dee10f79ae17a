"""Who may see data in the subject's place."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.disclosure.domain.check import Recipient
from services.disclosure.domain.subject_state import ItemScope, Part, RecipientScope
from shared.policy_packs.rule import Condition
from tests.unit.disclosure.engine.builders import (
    NOW,
    TODAY,
    a_check,
    a_delegation,
    a_policy,
    a_rule,
    an_objection,
    first,
)

POLICY = a_policy(a_rule("delegation"))


@pytest.mark.parametrize(
    ("said", "permitted"),
    [
        ({}, True),
        ({"kind": "custody"}, False),
        ({"delegate": RecipientScope("gp", "r2")}, False),
        ({"delegate": RecipientScope("ward", "r1")}, False),
        ({"delegate": RecipientScope("gp")}, False),
        ({"delegate": RecipientScope("gp", "r1", "GB")}, False),
        ({"begins": TODAY}, True),
        ({"begins": TODAY + timedelta(days=1)}, False),
        ({"begins": TODAY, "begins_at": NOW}, True),
        ({"begins": TODAY, "begins_at": NOW + timedelta(seconds=1)}, False),
        ({"until": TODAY + timedelta(days=1)}, True),
        ({"until": TODAY}, False),
        ({"ended_at": NOW + timedelta(seconds=6)}, True),
        ({"ended_at": NOW + timedelta(seconds=5)}, False),
        ({"authority": "custody"}, False),
        ({"part": Part(purposes=frozenset({"pay"}))}, True),
        ({"part": Part(purposes=frozenset({"care"}))}, False),
        ({"part": Part(items=(ItemScope("notes"),))}, True),
        ({"part": Part(items=(ItemScope("bank"),))}, False),
        ({"part": Part(channels=frozenset({"portal"}))}, True),
        ({"part": Part(channels=frozenset({"letter"}))}, False),
        ({"part": Part(recipients=(RecipientScope("gp"),))}, True),
        ({"part": Part(recipients=(RecipientScope("ward"),))}, False),
        ({"part": Part(recipients=(RecipientScope("ward"), RecipientScope("gp")))}, True),
    ],
)
def test_a_delegation_lets_in_whom_it_names_while_it_lasts_and_to_what_it_names(
    said: dict[str, Any], permitted: bool
) -> None:
    answer = first(POLICY, a_check(), a_delegation(**said))

    assert answer.permitted is permitted
    assert answer.delegation == ("d1" if permitted else None)


def test_somebody_whose_name_nobody_stated_is_nobodys_delegate() -> None:
    unnamed = a_check(recipient=Recipient("gp", None, "DK"))

    assert not first(POLICY, unnamed, a_delegation(delegate=RecipientScope("gp"))).permitted


def test_of_several_delegations_the_longest_lived_is_named_and_its_rule_once() -> None:
    shorter = a_delegation(id="d9", until=date(2027, 1, 1))
    longer = a_delegation(id="d2", until=date(2027, 1, 2))

    endless = a_delegation(id="d1")

    for filed, named in (((shorter, longer), "d2"), ((longer, shorter), "d2"), ((endless, longer), "d1")):
        answer = first(POLICY, a_check(), *filed)
        assert (answer.delegation, answer.also) == (named, ())


@pytest.mark.parametrize(("gate", "permitted"), [(None, False), ("another-person", True)])
def test_a_delegate_sees_restricted_data_only_through_a_gate(gate: str | None, permitted: bool) -> None:
    policy = a_policy(a_rule("delegation", restriction_gate=gate))

    assert first(policy, a_check(), a_delegation(), an_objection("restriction")).permitted is permitted


def test_the_conditions_of_the_rule_hold_for_delegates_too() -> None:
    policy = a_policy(a_rule("delegation", when=(Condition("flag", "is", (True,)),)))

    assert not first(policy, a_check(), a_delegation()).permitted
    assert first(policy, a_check(facts={"flag": True}), a_delegation()).permitted


def test_a_child_delegates_through_whoever_has_custody() -> None:
    child = a_check(subject_born=date(2015, 1, 1))

    assert not first(POLICY, child, a_delegation()).permitted
    assert first(POLICY, child, a_delegation(authority="custody")).permitted
    assert first(POLICY, child).would_permit_if[0]["delegation"]["given_by"] == {"authority": "custody"}


@pytest.mark.parametrize("authority", ["self", "custody", "representative"])
def test_custody_ends_when_the_child_is_old_enough_whoever_recorded_it(authority: str) -> None:
    policy = a_policy(a_rule(step="delegation", delegation_kinds=frozenset({"custody"})))
    custody = a_delegation(kind="custody", authority=authority)

    assert first(policy, a_check(subject_born=date(2011, 11, 21)), custody).permitted
    assert not first(policy, a_check(subject_born=date(2011, 11, 20)), custody).permitted


def test_a_rule_may_let_custody_end_on_another_birthday_than_that_of_consent() -> None:
    only_custody = {"delegation_kinds": frozenset({"custody"})}
    policy = a_policy(a_rule("delegation", **only_custody, custody_until=16))
    custody = a_delegation(kind="custody")

    assert first(policy, a_check(subject_born=date(2010, 11, 21)), custody).permitted
    assert not first(policy, a_check(subject_born=date(2010, 11, 20)), custody).permitted
    assert not first(policy, a_check(), custody).permitted
