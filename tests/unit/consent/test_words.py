"""Which words a request may use."""

from services.consent.domain.scope import Item, Part, Recipient
from services.consent.domain.words import Words, faults_of_words
from tests.unit.consent.builders import a_pack, a_scope

OF_PACK = Words.of_pack(a_pack())


def test_a_part_that_names_nothing_has_no_unknown_words() -> None:
    assert faults_of_words("/part", Part(), OF_PACK) == []


def test_a_word_that_the_pack_has_dropped_still_counts_when_the_consent_at_hand_has_it() -> None:
    agreed = a_scope(recipients=(Recipient("old-insurer"),), purposes=("old-purpose",), items=(Item("old", label="o"),))
    part = Part(recipients=agreed.recipients, purposes=agreed.purposes, items=agreed.items)
    assert len(faults_of_words("/part", part, OF_PACK)) == 4
    assert faults_of_words("/part", part, OF_PACK.and_also(Words.of_scope(agreed))) == []
