"""What a consent must say, and who must have said it, before it carries anything."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.disclosure.domain.check import Recipient
from services.disclosure.domain.period import Period
from services.disclosure.domain.subject_state import (
    Consent,
    ConsentTextVersion,
    ItemScope,
    Part,
    RecipientScope,
    Withdrawal,
)
from shared.policy_packs.model import AgeOfConsent, SubjectRole
from tests.oracle.words import NAME, ROLES
from tests.unit.disclosure.engine.builders import (
    DEFAULTS,
    NOW,
    OPEN,
    a_check,
    a_consent,
    a_policy,
    a_purpose,
    a_rule,
    a_scope,
    an_item,
    an_objection,
    first,
)

CARRIED = a_policy(a_rule("consent"))
AGES = {"health": 15, "online-service": 15, "uk": 16}
JANUARY = Period(date(2026, 1, 1), date(2026, 2, 1))


def reason_for(consent: Consent, **check: Any) -> str | None:
    return first(CARRIED, a_check(**check), consent).reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, None),
        ({"expression": "ordinary"}, None),
        ({"expression": "implied"}, "consent-not-given-actively"),
        ({"form": "oral"}, None),
        ({"text": ConsentTextVersion("t1", "1")}, None),
        ({"text": ConsentTextVersion("t1", "2")}, "consent-text-silent"),
        ({"text": ConsentTextVersion("t1", "3")}, "consent-text-silent"),
        ({"text": ConsentTextVersion("somebody-elses", "1")}, None),
        ({"stated_end": date(2026, 11, 21)}, None),
        ({"stated_end": date(2026, 11, 20)}, "consent-lapsed"),
        ({"course": "K1"}, None),
        ({"course": "K2"}, "consent-other-course"),
        ({"scope": a_scope(ItemScope("bank"))}, "outside-consent-scope"),
        ({"scope": a_scope(recipient=RecipientScope("ward"))}, "consent-other-recipient"),
        ({"scope": a_scope(recipient=RecipientScope("gp", "r2"))}, "consent-other-recipient"),
        ({"scope": a_scope(recipient=RecipientScope("gp", country="GB"))}, "consent-other-recipient"),
        ({"scope": a_scope(recipient=RecipientScope("gp", country="DK"))}, None),
        ({"scope": a_scope(purpose="care")}, "no-legal-basis"),
        ({"authority": "representative"}, None),
        ({"authority": "somebody"}, "consent-without-authority"),
        ({"withdrawals": (Withdrawal(NOW + timedelta(seconds=5), Part()),)}, "consent-withdrawn"),
        ({"withdrawals": (Withdrawal(NOW, Part(), "revoked"),)}, "consent-revoked"),
        ({"withdrawals": (Withdrawal(NOW, Part(), "invalidated"),)}, "consent-invalidated"),
        ({"withdrawals": (Withdrawal(NOW + timedelta(seconds=6), Part()),)}, None),
        ({"withdrawals": (Withdrawal(NOW, Part(channels=frozenset({"letter"}))),)}, None),
        ({"withdrawals": (Withdrawal(NOW, Part(channels=frozenset({"portal"}))),)}, "consent-withdrawn"),
    ],
)
def test_a_consent_carries_what_it_says_and_tells_why_it_does_not(said: dict[str, Any], reason: str | None) -> None:
    assert reason_for(a_consent(**said)) == reason


@pytest.mark.parametrize(("seconds", "reason"), [(0, None), (1, "consent-not-yet-given")])
def test_a_consent_counts_from_the_moment_it_is_given(seconds: int, reason: str | None) -> None:
    assert reason_for(a_consent(NOW + timedelta(seconds=seconds))) == reason


def test_an_explicit_consent_is_asked_for_by_the_rule_or_by_the_law_behind_it() -> None:
    explicit_rule = a_policy(a_rule("consent", explicit=True))
    explicit_law = a_policy(a_rule("consent", keys={"art6": ("L2",), "art9": ("X1",)}))
    ordinary = a_consent(expression="ordinary")

    assert first(explicit_rule, a_check(), ordinary).reason == "consent-not-explicit"
    assert first(explicit_law, a_check(), ordinary).reason == "consent-not-explicit"
    assert first(explicit_law, a_check(an_item("bank")), ordinary).permitted
    assert first(explicit_rule, a_check(), a_consent()).permitted


def test_where_a_rule_asks_for_it_the_consent_names_the_country() -> None:
    policy = a_policy(a_rule("consent", names_country=True))
    named = a_consent(scope=a_scope(recipient=RecipientScope("gp", country="DK")))

    elsewhere = a_scope()._replace(recipients=(RecipientScope("gp"), RecipientScope("ward", country="DK")))

    assert first(policy, a_check(), a_consent()).reason == "consent-names-no-country"
    assert first(policy, a_check(), a_consent(scope=elsewhere)).reason == "consent-names-no-country"
    assert first(policy, a_check(), named).permitted
    assert not first(policy, a_check(recipient=Recipient("gp", "r1")), named).permitted


@pytest.mark.parametrize(
    ("said", "permitted"),
    [
        ({"form": "oral"}, False),
        ({"form": "oral", "form_exemption": "unable to write"}, True),
        ({"form": "electronic"}, True),
    ],
)
def test_where_writing_is_asked_for_an_oral_consent_needs_a_reason(said: dict[str, Any], permitted: bool) -> None:
    policy = a_policy(a_rule("consent"), purpose=a_purpose(consent_form="written"))

    assert first(policy, a_check(), a_consent(**said)).permitted is permitted


@pytest.mark.parametrize(
    ("given_at", "permitted"),
    [(datetime(2025, 11, 21, 8, tzinfo=UTC), True), (datetime(2025, 11, 20, 8, tzinfo=UTC), False)],
)
def test_a_consent_for_another_purpose_than_treatment_lapses_after_a_calendar_year(
    given_at: datetime, permitted: bool
) -> None:
    policy = a_policy(a_rule("consent"), purpose=a_purpose(consent_class="other"))

    assert first(policy, a_check(), a_consent(given_at)).permitted is permitted


@pytest.mark.parametrize(
    ("named", "course", "permitted"),
    [("K1", "K1", True), ("K2", "K1", False), (None, "K1", False), ("K1", None, False)],
)
def test_a_consent_to_treatment_belongs_to_the_course_it_names(
    named: str | None, course: str | None, permitted: bool
) -> None:
    consent = a_consent(scope=a_scope(ItemScope("*", course=named), purpose="care"))

    assert first(CARRIED, a_check(an_item(course=course), purpose="care"), consent).permitted is permitted


@pytest.mark.parametrize(
    ("scope", "item", "permitted"),
    [
        (ItemScope("notes", label="genes"), {"labels": frozenset({"genes"})}, True),
        (ItemScope("notes", label="genes"), {"labels": frozenset({"genes", "psychiatry"})}, False),
        (ItemScope("notes", label="genes"), {}, False),
        (ItemScope("notes"), {"labels": frozenset({"genes"})}, False),
        (ItemScope("bank", label="genes"), {"labels": frozenset({"genes"})}, False),
        (ItemScope("notes", episode="e1"), {"episode": "e1"}, True),
        (ItemScope("notes", episode="e1"), {}, False),
        (ItemScope("notes", period=JANUARY), {"period": JANUARY}, True),
        (ItemScope("notes", period=JANUARY), {"period": Period(date(2026, 1, 1), date(2026, 2, 2))}, False),
        (ItemScope("notes", period=JANUARY), {"period": Period(date(2025, 12, 31), date(2026, 2, 1))}, False),
        (ItemScope("notes", period=JANUARY), {}, False),
    ],
)
def test_a_consent_covers_only_what_it_names(scope: ItemScope, item: dict[str, Any], permitted: bool) -> None:
    consent = a_consent(scope=a_scope(scope))

    assert first(CARRIED, a_check(an_item(**item)), consent).permitted is permitted


def test_a_label_that_only_tells_data_apart_need_not_be_named() -> None:
    policy = a_policy(a_rule("consent"), descriptive_labels=frozenset({"genes"}))
    described, guarded = (a_check(an_item(labels=frozenset(labels))) for labels in ({"genes"}, {"genes", "psychiatry"}))

    assert first(policy, described, a_consent()).permitted
    assert not first(policy, guarded, a_consent()).permitted
    naming = a_consent(scope=a_scope(ItemScope("*", label="genes")))
    assert first(policy, described, naming).permitted
    assert not first(policy, a_check(), naming).permitted


def test_of_several_consents_the_longest_lived_is_relied_upon_however_many_have_lapsed() -> None:
    lapsed = [a_consent(id=f"old-{number}", stated_end=date(2026, 1, 1 + number)) for number in range(8)]
    shorter, longer = a_consent(id="a", stated_end=date(2027, 1, 1)), a_consent(id="b", stated_end=date(2027, 1, 2))

    assert first(CARRIED, a_check(), *lapsed, longer, shorter).consent == "b"
    assert first(CARRIED, a_check(), *lapsed).reason == "consent-lapsed"


@pytest.mark.parametrize(("days", "permitted"), [(1, True), (0, False), (-1, False)])
def test_processing_that_was_restricted_goes_on_with_a_consent_given_after_the_last_restriction(
    days: int, permitted: bool
) -> None:
    last = datetime(2026, 8, 1, tzinfo=UTC)
    earlier_and_narrower = an_objection(
        "restriction", Part(items=(ItemScope("notes"),)), id="narrow", raised_at=last - timedelta(days=30)
    )
    consent = a_consent(last + timedelta(days=days))

    answer = first(CARRIED, a_check(), consent, earlier_and_narrower, an_objection("restriction", raised_at=last))

    assert answer.permitted is permitted


UK = {"uk-patient": SubjectRole("uk-patient", NAME, secrecy=True, age_of_consent="uk")}
OF_TWO_LAWS = a_policy(
    a_rule("consent", subject_roles=frozenset({*ROLES, *UK})),
    subject_roles=DEFAULTS["subject_roles"] | UK,
    ages_of_consent={name: AgeOfConsent(name, ((OPEN, age),)) for name, age in AGES.items()},
)


@pytest.mark.parametrize("authority", ["self", "custody"])
@pytest.mark.parametrize("said_in", [None, "patient", "uk-patient"])
@pytest.mark.parametrize("asked_in", ["patient", "uk-patient"])
def test_whoever_gave_it_could_in_the_role_asked_about_and_in_the_role_it_was_given_in(
    authority: str, said_in: str | None, asked_in: str
) -> None:
    consent = a_consent(NOW, authority=authority, subject_role=said_in)
    found = first(OF_TWO_LAWS, a_check(subject_born=date(2011, 6, 1), subject_role=asked_in), consent)
    laws = {asked_in, said_in or asked_in}
    assert found.permitted is (laws == ({"patient"} if authority == "self" else {"uk-patient"}))


def test_the_consent_that_would_do_names_a_role_that_has_an_age_of_its_own() -> None:
    def wanted(role: str) -> Any:
        return first(OF_TWO_LAWS, a_check(subject_born=date(2011, 6, 1), subject_role=role)).would_permit_if[0][
            "consent"
        ]

    assert (wanted("uk-patient")["subject_role"], wanted("uk-patient")["given_by"]["authority"]) == (
        "uk-patient",
        "custody",
    )
    assert wanted("patient").keys().isdisjoint({"subject_role", "given_by"})


def test_the_word_of_a_representative_stands_at_any_age() -> None:
    consent = a_consent(authority="representative", subject_role="uk-patient")
    assert first(OF_TWO_LAWS, a_check(subject_born=date(2015, 6, 1)), consent).permitted
