"""Nobody is asked about before they are born, and nobody has judged what lies ahead of the moment asked about."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from services.disclosure.engine.conditions import CLOCK_TOLERANCE
from tests.integration.disclosure.service import Service, a_check
from tests.integration.disclosure.simulations import a_question
from tests.integration.disclosure.test_disclosure_checks import CHECKS

SIMULATIONS = f"{CHECKS}/simulations"


def attested(at: datetime) -> dict[str, Any]:
    return {"by": "staff-1", "profession": "physician", "at": at.isoformat()}


def test_of_a_batch_everything_that_lies_ahead_is_named(gate: Service) -> None:
    unborn, ahead = a_check(subject_born="2999-01-01"), a_check(attestation=attested(datetime(2999, 1, 1, tzinfo=UTC)))
    answer = gate.post(f"{CHECKS}/batch", {"checks": [unborn, a_check(), ahead]})
    assert answer.status_code == 422
    told = [error["pointer"] for error in answer.get_json()["errors"]]
    assert told == ["/checks/0/subject_born", "/checks/2/attestation/at"]


@pytest.mark.parametrize(("over", "status"), [(timedelta(), 201), (timedelta(microseconds=1), 422)])
def test_an_attestation_may_lie_as_far_ahead_as_clocks_may_differ(gate: Service, over: timedelta, status: int) -> None:
    gate.beat()
    at = (gate.clock.now + CLOCK_TOLERANCE + over).astimezone(timezone(timedelta(hours=9)))
    assert gate.post(CHECKS, a_check(attestation=attested(at))).status_code == status


NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "pointers"),
    [(NOON, []), (NOON - timedelta(minutes=1), ["/check/attestation/at"]), (None, ["/check/attestation/at"])],
)
def test_what_was_attested_by_the_moment_asked_about_is_taken(
    gate: Service, at: datetime | None, pointers: list[str]
) -> None:
    gate.beat()
    moment = {} if at is None else {"at": at.isoformat()}
    answer = gate.post(SIMULATIONS, a_question(attestation=attested(NOON)) | moment)
    assert [error["pointer"] for error in answer.get_json().get("errors", ())] == pointers
    assert answer.status_code == (422 if pointers else 201)
