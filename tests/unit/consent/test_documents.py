"""The JSON shapes that other services read."""

from datetime import date, timedelta

from services.consent.domain.objection import Lift, Objection
from services.consent.domain.scope import Item, Part, Recipient
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.describe_consent import given_document
from services.consent.use_cases.documents import consent_document, objection_document, state_document
from services.consent.use_cases.record_change import not_later_than
from tests.unit.consent.builders import NOON, a_consent, a_scope, recorded


def test_a_consent_document_leaves_out_what_nobody_stated_but_always_says_how_long_it_lives() -> None:
    document = consent_document(a_consent(consent_class="until-withdrawn"))
    assert document == {
        "id": "c-1",
        "given_at": "2026-03-01T12:00:00.000000Z",
        "given_by": {"authority": "self"},
        "form": "written",
        "expression": "explicit",
        "channel": "desk",
        "text": {"id": "insurer-payment", "version": "3", "language": "da"},
        "scope": {
            "recipients": [{"kind": "insurer", "id": "insurer-a"}],
            "purposes": ["insurance-payment"],
            "items": [{"category": "dx"}],
        },
        "valid_until": None,
        "valid_until_reason": "until-withdrawn",
        "withdrawals": [],
    }


def test_a_withdrawal_says_which_part_when_and_how() -> None:
    consent = a_consent(Part(recipients=(Recipient("insurer"),)), scope=a_scope(), stated_end=date(2026, 6, 1))
    document = consent_document(consent)
    assert document["stated_end"] == document["valid_until"] == "2026-06-01"
    (withdrawal,) = document["withdrawals"]
    assert withdrawal["part"] == {"recipients": [{"kind": "insurer"}]}
    assert withdrawal["at"] == "2026-03-01T12:00:00.000000Z"


def test_an_objection_says_when_it_was_lifted_once_it_was() -> None:
    objection = Objection(
        "o-1", "hospital", "k1.someone", "refusal", NOON, "desk", Part(items=(Item("*"),)), recorded()
    )
    assert "lifted_at" not in objection_document(objection)
    lifted = Objection(**{name: getattr(objection, name) for name in Objection.__slots__} | {"lift": _a_lift()})
    assert objection_document(lifted)["lifted_at"] == "2026-03-01T13:00:00.000000Z"


def test_the_audit_log_is_told_that_writing_was_dispensed_with_but_not_why() -> None:
    told = given_document(a_consent(form="oral", form_exemption="She cannot hold a pen"))
    assert told["form_exempted"] is True
    assert "pen" not in str(told)


def test_the_state_of_a_subject_nobody_knows_is_empty() -> None:
    assert state_document(SubjectState("hospital", "k1.someone", 0, (), ())) == {
        "controller": "hospital",
        "subject": "k1.someone",
        "version": 0,
        "consents": [],
        "objections": [],
        "delegations": [],
    }


def test_what_a_fast_clock_dates_into_the_future_counts_from_when_it_was_recorded() -> None:
    assert not_later_than(NOON + timedelta(milliseconds=400), recorded(NOON)) == NOON
    assert not_later_than(NOON - timedelta(days=1), recorded(NOON)) == NOON - timedelta(days=1)
    assert not_later_than(None, recorded(NOON)) == NOON


def _a_lift() -> Lift:
    return Lift(NOON + timedelta(hours=1), "phone", recorded())
