"""A condition that compares a fact with what it never can be keeps its pack from loading."""

from pathlib import Path

import pytest

from shared.policy_packs.errors import PackError
from shared.policy_packs.load import load_pack
from tests.unit.disclosure.small_pack import PACK, write_small_pack


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (
            "d, on_or_before: decision_day",
            "“decision_day” is no value of “d”, which is a date such as 2026-11-20, or",
        ),
        ("d, before: whenever", "“whenever” is no value of “d”"),
        ("d, on_or_after: 2026-1-5", "“2026-1-5” is no value of “d”"),
        ("d, before: '20260105'", "“20260105” is no value of “d”"),
        ("d, before: 2026-01-05 10:00:00", "“2026-01-05T10:00:00” is no value of “d”"),
        ("d, after: true", "“true” is no value of “d”"),
        ("d, is: decision-day", "“decision-day” is no value of “d”, which is a date such as 2026-11-20."),
        ("d, in: [2026-01-05, soon]", "“soon” is no value of “d”"),
        ("t, is: true", "“t” is a text."),
        ("t, in: [words, false]", "“t” is a text."),
        ("t, is: 7", "A value is true, false, a text or a date."),
    ],
)
def test_a_condition_compares_a_fact_with_values_of_its_type_only(tmp_path: Path, condition: str, told: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(write_small_pack(tmp_path, pack=with_condition(condition)))

    assert told in "\n".join(caught.value.faults)
    assert "small/pack.yaml:24: bases/small.first" in caught.value.faults[0]


@pytest.mark.parametrize(
    "condition",
    [
        "d, before: 2026-01-05",
        "d, after: '2026-01-05'",
        "d, after: decision-day",
        "d, is: 2026-01-05",
        "t, is: x",
    ],
)
def test_a_date_and_the_day_of_the_decision_are_values_of_a_date(tmp_path: Path, condition: str) -> None:
    load_pack(write_small_pack(tmp_path, pack=with_condition(condition)))


@pytest.mark.parametrize("condition", ["d, on_or_before: decision-day", "d, within: 21 days"])
def test_a_rule_may_rely_on_a_declared_day_that_it_asks_to_be_past(tmp_path: Path, condition: str) -> None:
    pack = load_pack(write_small_pack(tmp_path, pack=relying_on("d", condition)))
    assert [rule.declared_on for rule in pack.rules if rule.declared_on] == ["d"]


@pytest.mark.parametrize(
    "condition",
    [
        "d, on_or_before: 2026-01-05",
        "d, after: 2026-01-05",
        "d, kept_for: 1 year",
        "d, before: decision-day",
        "d, stated: true",
        "t, stated: true",
    ],
)
def test_a_rule_may_not_rely_on_a_declared_day_that_may_be_to_come(tmp_path: Path, condition: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(write_small_pack(tmp_path, pack=relying_on("d", condition)))

    assert "declared_on: this rule must ask that “d” is not to come" in "\n".join(caught.value.faults)


def relying_on(fact: str, condition: str) -> str:
    said = with_condition(condition)
    return said.replace("    when:", f"    declared_on: {fact}\n    when:", 1)


def with_condition(condition: str) -> str:
    facts = "facts:\n  d: {type: date, en: Day, da: Dag}\n  t: {type: text, en: Text, da: Tekst}\n"
    return PACK.replace("facts:\n", facts).replace("{fact: a, is: true}", f"{{fact: {condition}}}")
