"""However many consents are on file, the one that still counts is found."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.disclosure.domain.subject_state import Consent, ItemScope
from services.disclosure.engine.compile import Policy
from tests.unit.disclosure.engine.builders import NOW, a_check, a_consent, a_policy, a_purpose, a_rule, a_scope, first

UNTIL_WITHDRAWN = a_policy(a_rule("consent"))
A_YEAR = a_policy(a_rule("consent"), purpose=a_purpose(consent_class="other"))
IN_FORCE = a_consent(datetime(2026, 6, 1, tzinfo=UTC), id="in-force")
BRIEF = a_consent(datetime(2026, 6, 1, tzinfo=UTC), id="in-force", stated_end=date(2026, 11, 21))


def many(given_at: datetime, stated_end: date | None = None, *, about_something_else: bool = False) -> list[Consent]:
    """Twenty consents, given an hour apart and ending a day apart."""
    scope = a_scope(ItemScope("bank")) if about_something_else else a_scope()
    return [
        a_consent(
            given_at - timedelta(hours=number),
            id=f"c{number}",
            stated_end=stated_end and stated_end - timedelta(days=number),
            scope=scope,
        )
        for number in range(20)
    ]


@pytest.mark.parametrize(
    ("policy", "others", "wanted"),
    [
        (A_YEAR, many(datetime(2025, 6, 1, tzinfo=UTC)), BRIEF),
        (A_YEAR, many(NOW, date(2026, 11, 1)), IN_FORCE),
        (A_YEAR, many(NOW - timedelta(days=1), date(2027, 6, 1), about_something_else=True), IN_FORCE),
        (UNTIL_WITHDRAWN, many(NOW, date(2026, 11, 1)), IN_FORCE),
        (UNTIL_WITHDRAWN, many(NOW, date(2027, 6, 1), about_something_else=True), BRIEF),
        (UNTIL_WITHDRAWN, many(NOW, about_something_else=True), BRIEF),
    ],
)
def test_the_one_consent_that_counts_is_found_among_many(
    policy: Policy, others: list[Consent], wanted: Consent
) -> None:
    assert first(policy, a_check(), *others, wanted).consent == "in-force"
    assert first(policy, a_check(), wanted, *others).consent == "in-force"


@pytest.mark.parametrize("policy", [A_YEAR, UNTIL_WITHDRAWN])
def test_of_many_that_have_lapsed_it_is_told_that_one_has(policy: Policy) -> None:
    lapsed = many(datetime(2025, 6, 1, tzinfo=UTC), date(2026, 1, 1))

    assert first(policy, a_check(), *lapsed).reason == "consent-lapsed"
