"""Who may call what, and whose entries they see."""

from uuid import uuid4

import pytest

from services.audit.api.access import ACCESS
from tests.integration.audit.log_service import LogService
from tests.unit.audit.builders import a_record, an_event

GETS = {"entries.show": f"/v1/entries/{uuid4()}", "completeness.report": "/v1/completeness"}


def status(log: LogService, operation: str, token: str) -> int:
    answer = log.get(GETS[operation], token) if operation in GETS else log.search(token)
    return answer.status_code


@pytest.mark.parametrize("operation", ACCESS)
def test_an_operation_needs_its_scope(log: LogService, operation: str) -> None:
    assert status(log, operation, "") == 401
    assert status(log, operation, log.issuer.token("disclosure:check", "consent:read")) == 403
    assert status(log, operation, log.issuer.token("audit:read")) in (200, 404)


def test_entries_of_another_controller_are_as_if_they_were_not_there(log: LogService) -> None:
    log.receive(a_record(event := an_event()))
    stranger = log.issuer.token("audit:read", controllers=("clinic",))
    assert log.found(stranger) == []
    assert log.found(stranger, decision_id=event["id"]) == []
    assert log.get(f"/v1/entries/{event['id']}", stranger).status_code == 404
    assert log.search(stranger, controller="hospital").status_code == 403


def test_a_token_of_no_controller_sees_nothing(log: LogService) -> None:
    log.receive(a_record(event := an_event()))
    nobody = log.issuer.token("audit:read", controllers=())
    assert log.found(nobody) == []
    assert log.get(f"/v1/entries/{event['id']}", nobody).status_code == 404


def test_the_service_is_ready_when_its_schema_is_current(log: LogService) -> None:
    assert log.get("/readyz", "").get_json() == {
        "status": "ready",
        "dependencies": {"database": "up", "token-issuer": "up"},
    }
