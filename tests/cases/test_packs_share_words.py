"""The same word is the same thing in every pack, unless a list says why not."""

from services.disclosure.authoring.packs.compare_words import Difference, differing_words
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER
from tests.cases.words_that_differ import KINDS, NAMES

PACKS = packs_in_force(PACKS_FOLDER)
DIFFERENCES = differing_words(PACKS.values())
NAMED = {code for codes in NAMES.values() for code in codes.split()}


def of_another_kind(one: Difference) -> bool:
    return len({meaning.kind for meaning in one.meanings}) > 1


def shown(differences: list[Difference]) -> dict[str, list[str]]:
    return {
        one.code: [f"{', '.join(whose)}: {' | '.join(meaning)}" for meaning, whose in one.meanings.items()]
        for one in differences
    }


def test_a_word_is_of_the_same_kind_in_every_pack_or_a_reason_is_named() -> None:
    assert shown([one for one in DIFFERENCES if of_another_kind(one) and one.code not in KINDS]) == {}


def test_a_word_has_the_same_name_in_every_pack_or_a_reason_is_named() -> None:
    assert shown([one for one in DIFFERENCES if not of_another_kind(one) and one.code not in NAMED]) == {}


def test_no_reason_is_named_for_words_that_have_become_the_same() -> None:
    differing = {one.code for one in DIFFERENCES}

    assert {*KINDS, *NAMED} - differing == set()
