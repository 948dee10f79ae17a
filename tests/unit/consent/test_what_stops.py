"""What a withdrawal takes away is what is left of the consent, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from services.consent.domain.consent import Giver
from services.consent.domain.scope import WHOLE, Item, Part, Recipient
from services.consent.domain.what_stops import NOTHING, what_stops
from tests.unit.consent.builders import INSURER_A, INSURER_B, NOON, a_consent, a_pack, a_scope

BOTH = a_scope(recipients=(INSURER_A, INSURER_B), items=(Item("dx"), Item("notes")))
LATER = NOON + timedelta(days=1)
PACK = a_pack()


def test_of_a_consent_that_is_whole_all_stops_that_the_part_reaches() -> None:
    consent = a_consent(scope=BOTH)
    assert what_stops(consent, WHOLE, LATER, PACK) == BOTH
    part = Part(recipients=(INSURER_A,), items=(Item("*", course="K1"),))
    items = (Item("dx", course="K1"), Item("notes", course="K1"))
    assert what_stops(consent, part, LATER, PACK) == a_scope(recipients=(INSURER_A,), items=items)


def test_what_was_withdrawn_before_has_stopped_already() -> None:
    consent = a_consent(Part(items=(Item("dx"),)), scope=BOTH)
    assert what_stops(consent, WHOLE, LATER, PACK) == a_scope(recipients=(INSURER_A, INSURER_B), items=(Item("notes"),))
    assert what_stops(consent, Part(items=(Item("dx"),)), LATER, PACK) == NOTHING


def test_a_recipient_stays_named_while_anything_may_still_go_there() -> None:
    consent = a_consent(Part(recipients=(INSURER_A,), items=(Item("dx"),)), scope=BOTH)
    assert what_stops(consent, WHOLE, LATER, PACK) == BOTH


def test_what_was_withdrawn_for_one_channel_still_stops_for_the_others() -> None:
    consent = a_consent(Part(channels=("email",)), scope=BOTH)
    assert what_stops(consent, WHOLE, LATER, PACK) == BOTH
    assert what_stops(consent, Part(channels=("email",)), LATER, PACK) == NOTHING


def test_of_a_consent_that_has_lapsed_or_was_withdrawn_nothing_is_left_to_stop() -> None:
    assert what_stops(a_consent(), WHOLE, NOON + timedelta(days=366), PACK) == NOTHING
    assert what_stops(a_consent(WHOLE), WHOLE, LATER, PACK) == NOTHING


def test_a_consent_that_is_paused_since_the_person_decides_has_stopped_already() -> None:
    born = LATER.date().replace(year=LATER.year - 15)
    consent = replace(a_consent(given_by=Giver("custody", "parent-1")), subject_born=born)
    assert what_stops(consent, WHOLE, NOON, PACK) == consent.grant.scope
    assert what_stops(consent, WHOLE, LATER, PACK) == NOTHING


def test_what_the_consent_never_reached_does_not_stop() -> None:
    assert what_stops(a_consent(), Part(recipients=(Recipient("own-gp"),)), LATER, PACK) == NOTHING


def test_items_of_a_consent_tied_to_a_course_are_those_of_the_course() -> None:
    assert what_stops(a_consent(course="K1"), WHOLE, LATER, PACK).items == (Item("dx", course="K1"),)
