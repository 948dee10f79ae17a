"""What counts as withdrawn."""

from services.consent.domain.scope import WHOLE, Item, Part, Recipient
from tests.unit.consent.builders import INSURER_A, INSURER_B, a_consent, a_scope

DX_AND_NOTES = a_scope(recipients=(INSURER_A, INSURER_B), items=(Item("dx"), Item("notes")))


def test_a_consent_with_no_withdrawal_is_not_withdrawn() -> None:
    assert a_consent().withdrawal_of(WHOLE) is None
    assert a_consent().version == 1


def test_a_whole_withdrawal_leaves_nothing() -> None:
    consent = a_consent(WHOLE)
    assert consent.withdrawal_of(WHOLE) is not None
    assert consent.version == 2


def test_a_part_withdrawn_leaves_the_rest() -> None:
    consent = a_consent(Part(items=(Item("notes"),)), scope=DX_AND_NOTES)
    assert consent.withdrawal_of(WHOLE) is None
    assert consent.withdrawal_of(Part(items=(Item("dx"),))) is None


def test_parts_that_together_make_up_the_scope_leave_nothing() -> None:
    consent = a_consent(Part(recipients=(INSURER_A,)), Part(recipients=(INSURER_B,)), scope=DX_AND_NOTES)
    assert consent.withdrawal_of(WHOLE) == consent.withdrawals[-1]


def test_what_lies_within_an_earlier_withdrawal_is_withdrawn_already() -> None:
    consent = a_consent(Part(items=(Item("notes"),)), scope=DX_AND_NOTES)
    narrower = Part(recipients=(INSURER_A,), items=(Item("notes", label="psychiatry"),))
    assert consent.withdrawal_of(narrower) == consent.withdrawals[0]


def test_what_only_overlaps_an_earlier_withdrawal_is_not_withdrawn_already() -> None:
    consent = a_consent(Part(items=(Item("notes", label="psychiatry"),)), scope=DX_AND_NOTES)
    assert consent.withdrawal_of(Part(items=(Item("notes"),))) is None


def test_a_named_insurer_taken_out_of_all_insurers_leaves_the_others() -> None:
    consent = a_consent(Part(recipients=(INSURER_A,)), scope=a_scope(recipients=(Recipient("insurer"),)))
    assert consent.withdrawal_of(Part(recipients=(INSURER_A,))) is not None
    assert consent.withdrawal_of(Part(recipients=(INSURER_B,))) is None
    assert consent.withdrawal_of(WHOLE) is None


def test_withdrawing_the_consents_own_course_withdraws_items_that_name_none() -> None:
    assert a_consent(Part(items=(Item("dx", course="K1"),)), course="K1").withdrawal_of(WHOLE) is not None
    assert a_consent(Part(items=(Item("dx", course="K2"),)), course="K1").withdrawal_of(WHOLE) is None


def test_a_part_outside_the_scope_is_never_withdrawn_already() -> None:
    outside = Part(recipients=(Recipient("own-gp"),))
    assert a_consent(outside).withdrawal_of(outside) is None
