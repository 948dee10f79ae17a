"""A case that says more of an obligation than its kind claims all that it says."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.authoring.cases.case_schema import ExpectSchema
from services.disclosure.authoring.cases.claimed_obligations import misses_of_obligations
from services.disclosure.domain.decision import Obligation

NOTICE = Obligation("give-notice", "subject", date(2026, 12, 20), before=True)
LOG = Obligation("log-use")


@pytest.mark.parametrize(
    "claim",
    [
        "give-notice",
        {"kind": "give-notice"},
        {"kind": "give-notice", "to": "subject", "deadline": date(2026, 12, 20), "before": True},
        {"kind": "give-notice", "deadline": "2026-12-20"},
    ],
)
def test_what_is_due_fits_its_claim(claim: Any) -> None:
    assert list(misses_of_obligations([claim, "log-use"], [NOTICE, LOG])) == []


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ({"to": "own-gp"}, "expected the obligations give-notice, to own-gp, got give-notice, to subject"),
        ({"deadline": date(2026, 12, 21)}, "deadline 2026-12-21, got give-notice, deadline 2026-12-20"),
        ({"deadline": None}, "deadline None, got give-notice, deadline 2026-12-20"),
        ({"before": False}, "before False, got give-notice, before True"),
    ],
)
def test_each_thing_said_of_an_obligation_can_miss(claim: dict[str, Any], told: str) -> None:
    assert told in next(misses_of_obligations([{"kind": "give-notice", **claim}], [NOTICE]))


def test_every_obligation_due_is_claimed_and_every_claim_is_due() -> None:
    assert list(misses_of_obligations(["log-use"], [NOTICE, LOG])) == [
        "expected the obligations log-use, got give-notice; log-use"
    ]
    assert list(misses_of_obligations(["log-use"], [])) == ["expected the obligations log-use, got none"]
    assert list(misses_of_obligations([{"kind": "give-notice", "to": "subject"}], [NOTICE, Obligation("give-notice")]))


@pytest.mark.parametrize("claim", [{"to": "subject"}, {"kind": "log-use", "dedline": "2026-12-20"}])
def test_a_claim_that_names_no_kind_or_something_else_is_a_fault(claim: dict[str, str]) -> None:
    faults = ExpectSchema().validate({"outcome": "permit", "obligations": [claim]})

    assert faults["obligations"][0] == ["Must name the kind, and besides only: to, deadline, before."]
