"""One entry with its event."""

from uuid import uuid4

from tests.integration.audit.log_service import LogService
from tests.unit.audit.builders import a_record, an_event


def test_an_entry_shows_its_event_as_it_was_sent(log: LogService) -> None:
    log.receive(a_record(event := an_event(unknown={"to": ["this", "version"]})))
    answer = log.get(f"/v1/entries/{event['id']}")
    assert (answer.status_code, answer.get_json()["event"]) == (200, event)


def test_an_entry_that_is_not_there_is_not_found(log: LogService) -> None:
    assert log.get(f"/v1/entries/{uuid4()}").status_code == 404
    assert log.get("/v1/entries/7").status_code == 404
