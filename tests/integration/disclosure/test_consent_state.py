"""Which consent state a decision relies on, and what happens when there is none."""

from datetime import timedelta

import pytest

from shared.messaging.partitions import partition_of
from tests.integration.disclosure.service import LEASE, MARGIN, Service, a_check, a_consent, a_state, known_state

OVERFLOWING = (
    b'{"type":"SubjectStateChanged","data":{"controller":"aleris","subject":"k1.x","version":1,"objections":[],"consents":'
    b'[{"id":"1","given_at":"9999-12-31T23:59:59+00:00","given_by":{"authority":"self"},"form":"oral",'
    b'"scope":{"recipients":[],"purposes":[],"items":[]}}]}}'
)
A_MOMENT = timedelta(milliseconds=1)


def test_a_copy_inside_its_lease_is_relied_on(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    # The database counts in true time, so some has to be left.
    gate.beat(age=LEASE - timedelta(seconds=1))
    decision = gate.check()
    assert (decision["outcome"], decision["consent_state"], decision["consent_state_source"]) == ("permit", 3, "copy")
    assert gate.consent.asked == 0


def test_a_copy_at_the_end_of_its_lease_permits_nothing_when_consent_is_silent(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat(age=LEASE)
    decision = gate.check()
    assert (decision["outcome"], decision["consent_state_source"]) == ("deny", "none")
    assert decision["items"][0]["reason"] == "consent-state-stale"


def test_without_any_heartbeat_the_consent_service_is_asked(gate: Service) -> None:
    gate.consent.answers = True
    gate.consent.known = {gate.reference: known_state(gate.reference, 7, a_consent())}
    decision = gate.check()
    assert (decision["outcome"], decision["consent_state"], decision["consent_state_source"]) == (
        "permit",
        7,
        "strong-read",
    )


def test_a_legal_duty_passes_while_consent_and_broker_are_both_silent(gate: Service) -> None:
    decision = gate.check(
        recipient={"kind": "national-patient-register", "country": "DK"},
        purpose="mandatory-reporting",
        items=[{"category": "dx"}],
        facts={"course.agreement": "none"},
    )
    assert decision["outcome"] == "permit", decision
    assert decision["consent_state_source"] == "none"


def test_a_caller_may_demand_the_consent_services_own_word(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    gate.consent.answers = True
    gate.consent.known = {gate.reference: known_state(gate.reference, 4)}
    decision = gate.check(consistency="strong")
    assert (decision["outcome"], decision["consent_state_source"]) == ("deny", "strong-read")


def test_a_demanded_strong_read_that_fails_is_not_replaced_by_the_copy(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    assert gate.check(consistency="strong")["items"][0]["reason"] == "consent-state-stale"


def test_a_subject_of_whom_nothing_was_heard_has_an_empty_state(gate: Service) -> None:
    gate.beat()
    decision = gate.check()
    assert (decision["consent_state"], decision["consent_state_source"]) == (0, "copy")
    assert decision["outcome"] == "deny"
    assert decision["items"][0]["reason"] != "consent-state-stale"


def test_a_commit_that_comes_too_late_is_not_answered_with_its_permit(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    # The clock is read for the day, for the lease, for the decision and before the commit; then time passes.
    gate.clock.jump_after(4, by=LEASE + MARGIN)
    answer = gate.post("/v1/disclosure-checks", a_check())
    assert answer.status_code == 503


@pytest.mark.parametrize("readings", [1, 2])
def test_a_lease_that_runs_out_before_the_commit_is_not_relied_on(gate: Service, readings: int) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    gate.clock.jump_after(readings, by=LEASE)
    assert gate.check()["items"][0]["reason"] == "consent-state-stale"
    assert len(gate.rows("SELECT id FROM decisions")) == 1


def test_an_older_version_does_not_replace_a_newer_one(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 5))
    gate.hear(a_state(gate.reference, 4, a_consent()))
    gate.beat()
    decision = gate.check()
    assert (decision["outcome"], decision["consent_state"]) == ("deny", 5)


def test_a_heartbeat_meant_for_a_replaced_topic_convinces_nobody(gate: Service) -> None:
    gate.beat(topic_id="topic-0")
    assert gate.check()["consent_state_source"] == "none"


def test_a_heartbeat_from_the_future_is_relied_on_only_within_the_clock_margin(gate: Service) -> None:
    gate.beat(age=-MARGIN)
    assert gate.check()["consent_state_source"] == "copy"
    gate.beat(age=-MARGIN - A_MOMENT)
    assert gate.check()["consent_state_source"] == "none"


@pytest.mark.parametrize(
    "value", [b"", b"\xff", b"null", b"{}", b'{"type":"SubjectStateChanged","data":{}}', b"[" * 9999, OVERFLOWING]
)
def test_an_unreadable_record_is_kept_and_its_partition_no_longer_relied_on(gate: Service, value: bytes) -> None:
    partition = partition_of(gate.reference)
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.hear_bytes(value, partition)
    gate.hear_bytes(value, partition)
    gate.beat()
    assert gate.check()["consent_state_source"] == "none"
    assert [bytes(row.value) for row in gate.rows("SELECT value FROM quarantine")] == [value, value]
