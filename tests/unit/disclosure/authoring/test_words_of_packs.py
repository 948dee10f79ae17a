"""The words of packs are listed whole, in words, and held against each other."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.disclosure.authoring.explaining.say_conditions import said
from services.disclosure.authoring.explaining.tables import markdown, table
from services.disclosure.authoring.packs.compare_words import differing_words
from services.disclosure.authoring.packs.list_words import word_tables
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER, load_pack
from shared.policy_packs.model import Pack
from shared.policy_packs.name import Name
from shared.policy_packs.rule import Age, AllOf, AnyOf, Condition, Requirement
from shared.policy_packs.spans import span_from
from tests.unit.disclosure.small_pack import write_small_pack


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return load_pack(write_small_pack(tmp_path))


def renamed(pack: Pack, code: str, name: Name) -> Pack:
    labels = {**pack.labels, code: name}
    return replace(pack, controller="other", labels=labels)


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        (Condition("payer", "in", ("region", "self")), "payer is region or self"),
        (Condition("open", "is", (True,)), "open is true"),
        (Condition("payer", "is_recipient"), "payer is the recipient's id"),
        (Condition("order", "lists_category"), "order lists the item's category"),
        (Condition("day", "before", ("decision-day",)), "day is before the decision day"),
        (Condition("day", "on_or_after", (date(2020, 1, 1).isoformat(),)), "day is on or after 2020-01-01"),
        (Condition("day", "within", span=span_from("21 days")), "day is at most 21 days ago"),
        (
            Condition("day", "kept_for", span=span_from("5 years after year end")),
            "less than 5 years after year end since day",
        ),
        (Age(at_least=15), "the subject is 15 or older"),
        (Age(below=16), "the subject is younger than 16"),
        (
            AnyOf((Condition("a", "is", (True,)), AllOf((Condition("b", "stated"), Age(below=16))))),
            "a is true or (b is stated and the subject is younger than 16)",
        ),
    ],
)
def test_every_condition_can_be_read_aloud(requirement: Requirement, words: str) -> None:
    assert said(requirement) == words


def test_every_kind_of_word_is_listed_with_its_type(pack: Pack) -> None:
    tables = {one.title: one for one in word_tables(pack, "en")}

    assert list(tables) == ["Subject roles", "Purposes", "Recipient kinds", "Categories", "Facts", "Channels"]
    assert tables["Facts"].rows == (("a", "A is so", "boolean", ""),)
    assert tables["Recipient kinds"].rows[-1] == ("friend", "Friend", "", "DK")


def test_what_stands_over_danish_words_is_danish(pack: Pack) -> None:
    tables = {one.title: one for one in word_tables(pack, "da")}

    assert {"Registreredes roller", "Formål", "Kategorier", "Kendsgerninger"} <= tables.keys()
    assert tables["Slags modtagere"].columns == ("kode", "betydning", "hører under", "land, hvis intet er oplyst")
    assert tables["Slags modtagere"].rows[-1] == ("friend", "Ven", "", "DK")
    assert tables["Kanaler"].rows == (("electronic", "Portal", "ja", "ja"),)


def test_nothing_over_and_between_the_words_of_any_pack_lacks_its_danish() -> None:
    tables = [one for pack in packs_in_force(PACKS_FOLDER).values() for one in word_tables(pack, "da")]
    cells = " ".join(cell for one in tables if one.title == "Formål" for row in one.rows for cell in row[2:])

    assert "uden formkrav" in cells
    assert not re.search("any form|written|look-up|all or nothing|narrower|unencrypted", cells)


def test_packs_that_say_the_same_do_not_differ(pack: Pack) -> None:
    assert differing_words([pack, replace(pack, controller="other")]) == []


def test_a_word_with_two_names_differs(pack: Pack) -> None:
    one, two = renamed(pack, "odd", Name("Odd", "Sær")), renamed(pack, "odd", Name("Strange", "Sær"))

    (found,) = differing_words([one, two])
    assert (found.code, [meaning.english for meaning in found.meanings]) == ("odd", ["Odd", "Strange"])


def test_a_word_that_both_packs_have_in_both_lists_does_not_differ(pack: Pack) -> None:
    twice = renamed(pack, "friend", Name("Friend", "Ven"))

    assert differing_words([twice, replace(twice, controller="small")]) == []


def test_a_word_that_is_one_thing_here_and_another_there_differs(pack: Pack) -> None:
    without = replace(pack, facts={})
    with_label = renamed(without, "a", Name("A is so", "A er tilfældet"))

    (found,) = differing_words([pack, with_label])
    assert {meaning.kind for meaning in found.meanings} == {"Labels", "Facts: boolean"}


def test_a_column_without_anything_in_it_is_left_out_of_a_readme() -> None:
    shown = markdown(table("Words", ("code", "empty", "name"), [("a", "", "A | B"), ("b", "", "B\nC")]))

    assert shown == "### Words\n\n| code | name |\n|---|---|\n| a | A \\| B |\n| b | B C |\n"
