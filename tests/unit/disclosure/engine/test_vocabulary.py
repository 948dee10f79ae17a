"""Which words of a check are unknown, and which only say nothing."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.domain.check import Attestation, Check, Recipient
from services.disclosure.domain.period import Period
from services.disclosure.engine.vocabulary import NO_DAYS, unknown_words
from shared.policy_packs.model import Entity
from shared.policy_packs.rule import FactValue
from tests.oracle.words import NAME
from tests.unit.disclosure.engine.builders import a_check, a_policy, an_item, attested

POLICY = a_policy()


def pointers(check: Check) -> list[str]:
    return [pointer for pointer, _ in unknown_words(check, POLICY.pack)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"channel": None}, []),
        ({"channel": "pigeon"}, ["/channel"]),
        ({"subject_role": "king"}, ["/subject_role"]),
        ({"attestation": Attestation(by="somebody")}, []),
        ({"attestation": attested("doctor")}, []),
        ({"attestation": attested("baker")}, ["/attestation/profession"]),
        ({"acting_entity": "anybody"}, ["/acting_entity"]),
        ({"recipient": Recipient("baker")}, ["/recipient/kind"]),
    ],
)
def test_a_word_of_the_frame_is_known_or_not_said(said: dict[str, Any], found: list[str]) -> None:
    assert pointers(a_check(**said)) == found


def test_where_a_controller_is_several_entities_the_acting_one_is_one_of_them() -> None:
    policy = a_policy(entities={"clinic": Entity("clinic", NAME, "DK")})

    assert unknown_words(a_check(acting_entity="clinic"), policy.pack) == []
    assert [pointer for pointer, _ in unknown_words(a_check(acting_entity="bank"), policy.pack)] == ["/acting_entity"]


@pytest.mark.parametrize(
    ("name", "value", "is_known"),
    [
        ("flag", True, True),
        ("flag", "true", False),
        ("ref", "x", True),
        ("ref", True, False),
        ("code", "a", True),
        ("code", "d", False),
        ("when", "2026-11-20", True),
        ("when", "20261120", False),
        ("when", "2026-02-30", False),
        ("when", True, False),
        ("listed", ("notes", "cpr"), True),
        ("listed", (), True),
        ("listed", ("notes", "nothing"), False),
        ("listed", "notes", False),
        ("listed", True, False),
        ("nothing/like~it", True, False),
    ],
)
def test_a_fact_has_a_value_of_its_type(name: str, value: FactValue, is_known: bool) -> None:
    pointer = f"/facts/{name.replace('~', '~0').replace('/', '~1')}"

    assert pointers(a_check(facts={name: value})) == ([] if is_known else [pointer])


def test_the_nearest_known_word_is_told_where_there_is_one() -> None:
    near, far = (unknown_words(a_check(an_item(word)), POLICY.pack)[0][1] for word in ("note", "zzz"))

    assert near == "“note” is not a category of this controller. The nearest is “notes”."
    assert far == "“zzz” is not a category of this controller."


def test_each_unknown_label_of_an_item_is_told() -> None:
    assert pointers(a_check(an_item(), an_item(labels=frozenset({"genes", "moon"})))) == ["/items/1/labels"]


@pytest.mark.parametrize(("ends", "found"), [(2, []), (1, [("/items/0/period", NO_DAYS)])])
def test_a_period_says_something_only_where_it_has_days(ends: int, found: list[tuple[str, str]]) -> None:
    item = an_item(period=Period(date(2026, 1, 1), date(2026, 1, ends)))

    assert unknown_words(a_check(item), POLICY.pack) == found
