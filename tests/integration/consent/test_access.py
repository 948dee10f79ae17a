"""Who may call what, and whose data they may see."""

from uuid import uuid4

import pytest

from services.consent.api.access import ACCESS
from shared.web.authentication import Scope
from tests.integration.consent.service import (
    CPR,
    SCOPES,
    Service,
    a_consent,
    a_delegation,
    a_refused_consent,
    an_objection,
)

ANY = str(uuid4())
SEARCH = {"controller": "hospital", "subject": {"cpr": CPR}}
STATES = {"controller": "hospital", "subjects": [{"cpr": CPR}]}
CALLS = {
    "consents.give": ("/v1/consents", a_consent(), "consent:write"),
    "consents.read": (f"/v1/consents/{ANY}", None, "consent:read"),
    "consents.history": (f"/v1/consents/{ANY}/history", None, "consent:read"),
    "consents.search": ("/v1/consents/search", SEARCH, "consent:read"),
    "consents.withdraw": (f"/v1/consents/{ANY}/withdrawals", {"channel": "desk"}, "consent:write"),
    "objections.object_to": ("/v1/objections", an_objection(), "consent:write"),
    "objections.search": ("/v1/objections/search", SEARCH, "consent:read"),
    "objections.read": (f"/v1/objections/{ANY}", None, "consent:read"),
    "objections.answer": (
        f"/v1/objections/{ANY}/answer",
        {"answer": "upheld", "grounds": "It was right."},
        "consent:write",
    ),
    "objections.lift": (f"/v1/objections/{ANY}/lift", {"channel": "desk"}, "consent:write"),
    "delegations.request": ("/v1/delegations", a_delegation(), "consent:write"),
    "delegations.search": ("/v1/delegations/search", SEARCH, "consent:read"),
    "delegations.read": (f"/v1/delegations/{ANY}", None, "consent:read"),
    "delegations.accept": (f"/v1/delegations/{ANY}/acceptance", {"channel": "desk"}, "consent:write"),
    "delegations.decline": (f"/v1/delegations/{ANY}/refusal", {"channel": "desk"}, "consent:write"),
    "delegations.end": (f"/v1/delegations/{ANY}/end", {"channel": "desk"}, "consent:write"),
    "receipts.of_grant": (f"/v1/consents/{ANY}/receipt", None, "consent:read"),
    "receipts.of_withdrawal": (f"/v1/consents/{ANY}/withdrawals/{ANY}/receipt", None, "consent:read"),
    "receipts.of_objection": (f"/v1/objections/{ANY}/receipt", None, "consent:read"),
    "deaths.record": (
        "/v1/deaths",
        {**SEARCH, "subject": {"cpr": "1211401234"}, "died_on": "2026-02-20"},
        "consent:write",
    ),
    "deaths.search": ("/v1/deaths/search", SEARCH, "consent:read"),
    "deaths.read": (f"/v1/deaths/{ANY}", None, "consent:read"),
    "deaths.retract": (f"/v1/deaths/{ANY}/retraction", {}, "consent:write"),
    "states.read": ("/v1/states/read", STATES, "consent-state:read"),
    "changes.read": ("/v1/changes", None, "consent-changes:read"),
}
WEBHOOK = {"controller": "hospital", "url": "https://receiver.example/consents"}
WEBHOOKS = "consent-webhooks:manage"
EXPIRING = {"controller": "hospital", "within_days": 30}
CALLS |= {
    "withdrawal-previews.preview": (
        f"/v1/consents/{ANY}/withdrawals/preview",
        {"channel": "desk"},
        "consent:write",
    ),
    "refused.record": ("/v1/consents/refused", a_refused_consent(), "consent:write"),
    "recalls.search": ("/v1/recalls/search", {"controller": "hospital"}, "consent:read"),
    "recalls.read": (f"/v1/recalls/{ANY}", None, "consent:read"),
    "recalls.sent": (f"/v1/recalls/{ANY}/sent", {"channel": "letter"}, "consent:write"),
    "recalls.answer": (
        f"/v1/recalls/{ANY}/answer",
        {"channel": "letter", "answer": "erased", "answered_by": "privacy-desk"},
        "consent:write",
    ),
    "consent-texts.listed": ("/v1/consent-texts?controller=hospital", None, "consent:read"),
    "reminders.expiring": ("/v1/consents/expiring", EXPIRING, "consent:read"),
    "reminders.ask_again": ("/v1/consents/ask-again", {"controller": "hospital"}, "consent:read"),
    "imports.receive": ("/v1/consent-imports?controller=hospital&source=old-desk", b"", "consent-imports:manage"),
    "imports.read": (f"/v1/consent-imports/{ANY}", None, "consent-imports:manage"),
    "imports.lines": (f"/v1/consent-imports/{ANY}/lines", None, "consent-imports:manage"),
    "webhooks.register": ("/v1/webhooks", WEBHOOK, WEBHOOKS),
    "webhooks.listed": ("/v1/webhooks", None, WEBHOOKS),
    "webhooks.read": (f"/v1/webhooks/{ANY}", None, WEBHOOKS),
    "webhooks.pause": (f"/v1/webhooks/{ANY}/pause", {}, WEBHOOKS),
    "webhooks.resume": (f"/v1/webhooks/{ANY}/resume", {}, WEBHOOKS),
    "webhooks.end": (f"/v1/webhooks/{ANY}/end", {}, WEBHOOKS),
    "webhooks.deliveries": (f"/v1/webhooks/{ANY}/deliveries", None, WEBHOOKS),
    "webhooks.redeliver": (f"/v1/webhooks/{ANY}/redeliveries", {"deliveries": [ANY]}, WEBHOOKS),
}
ALL_SCOPES = set(SCOPES)


def status(service: Service, operation: str, token: str) -> int:
    path, body, _ = CALLS[operation]
    if isinstance(body, bytes):
        return service.send(path, body, "application/x-ndjson", token).status_code
    return (service.get(path, token) if body is None else service.post(path, body, token)).status_code


def test_every_operation_is_tried_here() -> None:
    assert set(CALLS) == {operation for operation, needed in ACCESS.items() if isinstance(needed, Scope)}


def test_only_the_keys_of_receipts_are_for_everybody(shared_service: Service) -> None:
    assert [operation for operation, needed in ACCESS.items() if not isinstance(needed, Scope)] == ["receipts.keys"]
    assert shared_service.get("/v1/receipt-keys", token="").status_code == 200


@pytest.mark.parametrize("operation", CALLS)
def test_an_operation_needs_its_scope_and_no_other(shared_service: Service, operation: str) -> None:
    needed = CALLS[operation][2]
    assert status(shared_service, operation, "") == 401
    assert status(shared_service, operation, shared_service.issuer.token(*ALL_SCOPES - {needed})) == 403
    assert status(shared_service, operation, shared_service.issuer.token(needed)) in (200, 201, 202, 404)


@pytest.mark.parametrize(
    "operation", [name for name, (_, body, _) in CALLS.items() if isinstance(body, dict) and "controller" in body]
)
def test_a_token_of_another_controller_may_not_name_this_one(shared_service: Service, operation: str) -> None:
    assert status(shared_service, operation, shared_service.issuer.token(*ALL_SCOPES, controllers=("clinic",))) == 403


def test_what_another_controller_recorded_is_as_if_it_were_not_there(service: Service) -> None:
    consent, objection = service.give(), service.object_to({})
    withdrawal = service.withdraw(consent)
    stranger = service.issuer.token(*ALL_SCOPES, controllers=("clinic",))
    for answer in (
        service.get(f"/v1/consents/{consent['id']}", stranger),
        service.get(f"/v1/consents/{consent['id']}/history", stranger),
        service.post(f"/v1/consents/{consent['id']}/withdrawals", {"channel": "desk"}, stranger),
        service.get(f"/v1/consents/{consent['id']}/receipt", stranger),
        service.get(f"/v1/consents/{consent['id']}/withdrawals/{withdrawal['id']}/receipt", stranger),
        service.get(f"/v1/objections/{objection['id']}/receipt", stranger),
        service.post(f"/v1/objections/{objection['id']}/lift", {"channel": "desk"}, stranger),
    ):
        assert answer.status_code == 404
    assert service.state()["version"] == 3


def test_the_service_says_it_is_ready_when_its_schema_is_current(shared_service: Service) -> None:
    answer = shared_service.get("/readyz", token="")
    # No gate runs in this test; the service is ready without it, and says so.
    dependencies = {"database": "up", "token-issuer": "up", "disclosure": "down: ConnectionError"}
    assert (answer.status_code, answer.get_json()["dependencies"]) == (200, dependencies)
