"""Which consents are refused, and how long the others live."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.consent.domain.grant_rules import faults_of_grant, validity_of
from services.consent.domain.scope import Item, Recipient
from tests.unit.consent.builders import NOON, a_grant, a_pack, a_scope


def pointers(latest_offset: timedelta = timedelta(), **said: Any) -> list[str]:
    return [fault.pointer for fault in faults_of_grant(a_grant(**said), a_pack(), NOON + latest_offset, None)]


def test_an_ordinary_consent_has_no_faults() -> None:
    assert pointers() == []


def test_each_unknown_word_is_pointed_at() -> None:
    scope = a_scope(
        recipients=(Recipient("insurer"), Recipient("insurrer")),
        purposes=("insurance-paymnt",),
        items=(Item("dx"), Item("x-rays", label="psychiatri")),
    )
    assert pointers(scope=scope) == [
        "/scope/recipients/1/kind",
        "/scope/purposes/0",
        "/scope/items/1/category",
        "/scope/items/1/label",
    ]


def test_an_unknown_word_is_answered_with_the_nearest_known_one() -> None:
    (fault,) = faults_of_grant(a_grant(scope=a_scope(purposes=("insurance-paymnt",))), a_pack(), NOON, None)
    assert "insurance-payment" in fault.detail


def test_every_category_can_be_consented_to_at_once() -> None:
    assert pointers(scope=a_scope(items=(Item("*"),))) == []


def test_purposes_that_live_differently_long_cannot_share_a_consent() -> None:
    assert pointers(scope=a_scope(purposes=("insurance-payment", "claims"))) == ["/scope/purposes"]


def test_a_consent_cannot_be_given_in_the_future() -> None:
    assert pointers(latest_offset=-timedelta(seconds=1)) == ["/given_at"]
    assert pointers(latest_offset=timedelta()) == []


@pytest.mark.parametrize(("end", "found"), [(date(2026, 3, 1), ["/stated_end"]), (date(2026, 3, 2), [])])
def test_a_consent_cannot_end_on_or_before_the_day_it_was_given(end: date, found: list[str]) -> None:
    assert pointers(stated_end=end) == found


def test_an_oral_consent_needs_an_exemption_where_the_pack_asks_for_writing() -> None:
    assert pointers(form="oral") == ["/form"]
    assert pointers(form="oral", form_exemption="Rings from a hospital bed abroad") == []


@pytest.mark.parametrize("purpose", ["second-opinion", "claims"])
def test_an_oral_consent_is_enough_where_the_pack_asks_for_no_form(purpose: str) -> None:
    assert pointers(form="oral", course="K1", scope=a_scope(purposes=(purpose,))) == []


def test_a_written_consent_cannot_be_exempted_from_writing() -> None:
    assert pointers(form="written", form_exemption="Because") == ["/form_exemption"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, ["/course"]),
        ({"course": "K1"}, []),
        ({"items": (Item("dx", course="K1"), Item("notes"))}, []),
        ({"purposes": ("claims",)}, []),
    ],
)
def test_a_consent_to_treatment_names_the_course_it_is_tied_to(said: dict[str, Any], found: list[str]) -> None:
    course = said.pop("course", None)
    assert pointers(course=course, scope=a_scope(**{"purposes": ("second-opinion",)} | said)) == found


def test_everything_wrong_is_said_at_once() -> None:
    assert pointers(form="oral", stated_end=date(2026, 1, 1)) == ["/stated_end", "/form"]


@pytest.mark.parametrize(
    ("purpose", "stated_end", "until", "reason"),
    [
        ("insurance-payment", None, date(2027, 3, 1), "one-calendar-year"),
        ("insurance-payment", date(2029, 1, 1), date(2027, 3, 1), "one-calendar-year"),
        ("insurance-payment", date(2026, 6, 30), date(2026, 6, 30), "stated-end"),
        ("second-opinion", None, None, "course"),
        ("second-opinion", date(2029, 1, 1), date(2029, 1, 1), "stated-end"),
        ("claims", None, None, "until-withdrawn"),
        ("claims", date(2029, 1, 1), date(2029, 1, 1), "stated-end"),
    ],
)
def test_how_long_a_consent_lives_follows_from_its_purpose(
    purpose: str, stated_end: date | None, until: date | None, reason: str
) -> None:
    found = validity_of(a_grant(stated_end=stated_end, scope=a_scope(purposes=(purpose,))), a_pack())
    assert (found.until, found.reason) == (until, reason)
