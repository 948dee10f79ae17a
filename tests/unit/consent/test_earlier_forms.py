"""A request as earlier versions heard it leaves out what it could not say then, and nothing that it uses."""

from typing import Any

import pytest

from services.consent.api.earlier_forms import earlier_forms


@pytest.mark.parametrize(
    ("command", "before", "unused"),
    [
        ("RefuseConsent", {"asked": {"kind": None}}, {"asked": {"kind": None, "renews": None}}),
        ("RecordDeath", {"died_on": "2026-01-01"}, {"died_on": "2026-01-01", "born": "1950-01-01"}),
        ("RetractDeath", {"death_id": "d-1"}, {"death_id": "d-1", "expected": None}),
        ("RaiseObjection", {"kind": "refusal"}, {"kind": "refusal", "subject_role": None}),
        ("RequestDelegation", {"mandate": {"ends": None}}, {"mandate": {"ends": None, "subject_role": None}}),
        ("StepRecall", {"answer": None}, {"answer": None, "expected": None}),
        ("GiveConsent", {"grant": {"follows": None}}, {"grant": {"follows": None, "subject_role": None}}),
        ("WithdrawConsent", {"at": None}, {"at": None, "how": "withdrawn", "born": "1901-01-01", "evidence": ()}),
    ],
)
def test_a_field_that_is_not_used_was_not_there(command: str, before: dict[str, Any], unused: dict[str, Any]) -> None:
    assert before in earlier_forms(command, unused)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("RefuseConsent", {"asked": {"renews": "c-0"}}),
        ("RaiseObjection", {"subject_role": "uk-patient"}),
        ("WithdrawConsent", {"how": "revoked", "expected": ("1",)}),
        ("GiveConsent", {"grant": {"evidence": ({"sha256": None},), "course": None}}),
    ],
)
def test_what_is_used_and_what_could_always_be_said_stays(command: str, said: dict[str, Any]) -> None:
    assert all(form == said for form in earlier_forms(command, said))
