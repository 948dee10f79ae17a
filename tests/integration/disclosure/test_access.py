"""Who may call what."""

from uuid import uuid4

import pytest

from services.disclosure.api.access import ACCESS
from tests.integration.disclosure.service import Service, a_check
from tests.integration.disclosure.simulations import A_YEAR, CHECKS, a_question

CALLS = {
    "disclosure-checks.ask": ("/v1/disclosure-checks", a_check(), "disclosure:check"),
    "disclosure-checks.ask_many": ("/v1/disclosure-checks/batch", {"checks": [a_check()]}, "disclosure:check"),
    "disclosure-checks.read": (f"/v1/disclosure-checks/{uuid4()}", None, "disclosure:read"),
    "simulations.simulate": (f"{CHECKS}/simulations", {"check": a_check()}, "disclosure:simulate"),
    "simulations.what_may_go": (f"{CHECKS}/what-may-go", a_question("items"), "disclosure:simulate"),
    "simulations.who_may_receive": (
        f"{CHECKS}/who-may-receive",
        a_question("items", "recipient", "purpose", item={"category": "dx"}),
        "disclosure:simulate",
    ),
    "simulations.compare": (f"{CHECKS}/comparisons", A_YEAR, "disclosure:simulate"),
    "policy-packs.read_all": ("/v1/policy-packs", None, "disclosure:read"),
    "consent-copies.read_version": (
        "/v1/consent-copies/read-version",
        {"controller": "aleris", "subject": f"k1.{'a' * 32}"},
        "consent-copy:read",
    ),
    "consent-permits.search": (
        "/v1/consent-permits/search",
        {"controller": "aleris", "subject": f"k1.{'a' * 32}", "consent": str(uuid4())},
        "consent-permits:read",
    ),
    "policy-packs.read": ("/v1/policy-packs/aleris", None, "disclosure:read"),
}
ALL_SCOPES = {"disclosure:check", "disclosure:read", "disclosure:simulate", "consent-copy:read", "consent-permits:read"}


def status(gate: Service, operation: str, token: str) -> int:
    path, body, _ = CALLS[operation]
    return (gate.get(path, token) if body is None else gate.post(path, body, token)).status_code


def test_every_operation_is_tried_here() -> None:
    assert set(CALLS) == set(ACCESS)


@pytest.mark.parametrize("operation", CALLS)
def test_an_operation_needs_its_scope_and_no_other(gate: Service, operation: str) -> None:
    needed = CALLS[operation][2]
    assert status(gate, operation, "") == 401
    assert status(gate, operation, gate.issuer.token(*ALL_SCOPES - {needed}, controllers=("aleris",))) == 403
    assert status(gate, operation, gate.issuer.token(needed, controllers=("aleris",))) in (200, 201, 404)


def test_the_service_is_ready_when_its_schema_is_current(gate: Service) -> None:
    ready = gate.get("/readyz", "").get_json()
    assert ready["status"] == "ready"
    # No consent service runs in this test; the gate is ready without it, and says so.
    assert ready["dependencies"] == {"database": "up", "token-issuer": "up", "consent": "down: ConnectionError"}
