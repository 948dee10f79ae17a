"""What a withdrawal would lead to is told before, and nothing is recorded until it is confirmed."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from services.consent.domain.permits import PermitsQuestion, PermitsToRecipient
from services.consent.domain.scope import Item, Part, Recipient
from services.consent.use_cases.permits_port import NO_ANSWER
from shared.policy_packs.load import PACKS_FOLDER, load_pack
from shared.policy_packs.name import Name
from tests.integration.consent.service import CPR, DX, INSURER_A, NOTES, Service
from tests.integration.consent.test_events import outgoing
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_consent_kind, a_pack
from tests.unit.consent.receipts.documents import KIND_BY_CATEGORY

WENT = PermitsToRecipient(
    recipient=Recipient("insurer", "insurer-a", "DK"),
    purposes=("insurance-payment",),
    categories=("dx",),
    first_at=datetime(2026, 2, 2, 8, tzinfo=UTC),
    last_at=datetime(2026, 2, 3, 8, tzinfo=UTC),
    permits=2,
)


def previewed(service: Service, consent: dict[str, Any], token: str | None = None, **said: Any) -> dict[str, Any]:
    path = f"/v1/consents/{consent['id']}/withdrawals/preview"
    body: dict[str, Any] = body_of(service.post(path, {"channel": "phone"} | said, token))
    return body


def test_what_would_stop_is_what_is_left_of_the_part(service: Service) -> None:
    consent = service.give()
    service.withdraw(consent, {"items": [DX]})
    shown = previewed(service, consent)
    assert (shown["consent"], shown["consent_version"], shown["part"]) == (consent["id"], 2, {})
    assert shown["stops"] == {"recipients": [INSURER_A], "purposes": ["insurance-payment"], "items": [NOTES]}
    assert previewed(service, consent, part={"items": [DX]})["stops"] == {"recipients": [], "purposes": [], "items": []}


def test_nothing_is_recorded_of_a_preview(service: Service) -> None:
    consent = service.give()
    before = service.rows("SELECT seq FROM outbox ORDER BY xid, seq")
    previewed(service, consent)
    assert service.rows("SELECT seq FROM outbox ORDER BY xid, seq") == before
    assert service.rows("SELECT id FROM withdrawals") == []
    assert service.state()["version"] == 1


def test_the_gate_is_asked_what_went_of_the_part_and_its_word_is_told(service: Service) -> None:
    consent, service.permits.told = service.give(), [WENT]
    shown = previewed(service, consent, part={"items": [DX]})
    assert shown["already_went"] == {
        "status": "known",
        "recipients": [
            {
                "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
                "purposes": ["insurance-payment"],
                "categories": ["dx"],
                "first_at": "2026-02-02T08:00:00.000000Z",
                "last_at": "2026-02-03T08:00:00.000000Z",
                "permits": 2,
            }
        ],
    }
    part = Part(items=(Item("dx"),))
    assert service.permits.asked == [PermitsQuestion("hospital", consent["subject"], consent["id"], part)]


def test_a_gate_that_cannot_be_asked_leaves_it_unknown_and_the_rest_is_told(service: Service) -> None:
    consent, service.permits.silent = service.give(), NO_ANSWER
    shown = previewed(service, consent)
    assert shown["already_went"] == {"status": "unknown", "reason": "no-answer"}
    assert shown["stops"]["items"] == [DX, NOTES]


def test_no_connection_is_held_while_the_gate_is_asked(service: Service) -> None:
    consent, held = service.give(), list[int]()
    service.permits.while_asked = lambda: held.append(service.surroundings.units._engine.pool.checkedout())
    previewed(service, consent)
    assert held == [0]


def test_what_needs_no_consent_goes_on_by_the_law_that_is_named(service: Service) -> None:
    service.surroundings.packs["hospital"] = load_pack(PACKS_FOLDER / "aleris")
    text = {"id": "any", "version": "1", "language": "da"}
    scope = {"recipients": [{"kind": "own-gp"}], "purposes": ["treatment"], "items": [{"category": "*"}]}
    shown = previewed(service, service.give(text=text, course="K1", **scope))
    steps = {rule.id: rule.step for rule in service.surroundings.packs["hospital"].rules}
    assert shown["goes_on"]
    assert {steps[one["rule"]] for one in shown["goes_on"]} <= {"duty", "delegation", "basis"}
    assert all(one["law"] and one["says"]["da"] and one["says"]["en"] for one in shown["goes_on"])


def test_what_the_controller_announces_is_told_in_both_languages(service: Service) -> None:
    service.surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(),))
    shown = previewed(service, service.give())
    says = {"en": "You pay yourself.", "da": "Du betaler selv."}
    assert shown["consequences"] == [{"kind": "hospital.payment", "says": says}]


@pytest.mark.parametrize("recall", [True, False])
def test_it_is_told_whether_recipients_will_hear_of_it(service: Service, recall: bool) -> None:
    service.surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(recall=recall),))
    assert previewed(service, service.give())["recall"] is recall


@pytest.mark.parametrize(("item", "kind"), [(DX, "hospital.payment"), (NOTES, "hospital.waiting")])
def test_of_what_mixes_two_kinds_the_kind_of_the_part_is_told_and_recorded(
    service: Service, item: dict[str, str], kind: str
) -> None:
    service.surroundings.packs["hospital"] = KIND_BY_CATEGORY.pack
    consent, part = service.give(), {"items": [item]}
    shown = previewed(service, consent, part=part)
    assert [one["kind"] for one in shown["consequences"]] == [kind]
    assert shown["recall"] is (item == NOTES)
    assert service.withdraw(consent, part)["consequences"] == shown["consequences"]


def test_a_controller_that_announces_nothing_for_the_kind_has_no_consequences(service: Service) -> None:
    service.surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(on_withdrawal=None),))
    assert previewed(service, service.give())["consequences"] == []


def test_the_withdrawal_records_what_was_shown(service: Service) -> None:
    consent = service.give()
    shown = previewed(service, consent)
    digest = shown.pop("digest")
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert digest == hashlib.sha256(text.encode()).hexdigest()
    assert service.withdraw(consent, shown_sha256=digest)["shown_sha256"] == digest
    history = body_of(service.get(f"/v1/consents/{consent['id']}/history"))
    assert history["versions"][1]["withdrawal"]["shown_sha256"] == digest
    assert outgoing(service, "consent.changes.v1")[-1]["data"]["shown_sha256"] == digest


def test_a_withdrawal_before_which_nothing_was_shown_says_nothing_of_it(service: Service) -> None:
    assert "shown_sha256" not in service.withdraw(service.give())


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"at": "2027-01-01T00:00:00Z"}, "/at"),
        ({"at": "2020-01-01T00:00:00Z"}, "/at"),
        ({"part": {"purposes": ["nowhere"]}}, "/part/purposes/0"),
        ({"shown_sha256": "no digest"}, "/shown_sha256"),
    ],
)
def test_what_a_withdrawal_would_be_refused_for_its_preview_is_too(
    service: Service, said: dict[str, Any], pointer: str
) -> None:
    path = f"/v1/consents/{service.give()['id']}/withdrawals/preview"
    problem = body_of(service.post(path, {"channel": "phone"} | said), 422)
    assert [one["pointer"] for one in problem["errors"]] == [pointer]


def test_a_person_sees_what_their_own_withdrawal_would_lead_to(service: Service) -> None:
    consent = service.give()
    shown = previewed(service, consent, service.issuer.person(CPR), channel="self-service")
    assert shown["stops"]["items"] == [DX, NOTES]


def test_what_was_announced_is_kept_with_the_withdrawal_whatever_the_pack_says_later(service: Service) -> None:
    service.surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(),))
    consent = service.give()
    announced = previewed(service, consent)["consequences"]
    withdrawal = service.withdraw(consent)
    later = Name(en="You lose your place.", da="Du mister din plads.")
    service.surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(on_withdrawal=later),))
    [read] = body_of(service.get(f"/v1/consents/{consent['id']}"))["withdrawals"]
    assert announced[0]["says"]["en"] == "You pay yourself."
    assert withdrawal["consequences"] == read["consequences"] == announced
    path = f"/v1/consents/{consent['id']}/withdrawals/{withdrawal['id']}/receipt"
    page = service.get(path, accept="text/html", accept_language="en").get_data(as_text=True)
    assert ("You pay yourself." in page, "You lose your place." in page) == (True, False)
    assert "You pay yourself." not in str(service.state())
