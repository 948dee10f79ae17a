"""What earlier versions have taken in is found today, and the log goes on without a gap."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.audit.log_service import LogService, running_log
from tests.servers.issuer import Issuer
from tests.servers.old_databases import old_database
from tests.servers.postgresql import PostgreSQL
from tests.servers.service_client import body_of
from tests.unit.audit.builders import DECISIONS, SUBJECT, TOPIC_ID, a_record

PARTIAL, PERMIT, CONSENT = (f"01a1f8d3-0000-7000-8000-00000000000{number}" for number in (1, 2, 3))


@pytest.fixture
def old(postgresql: PostgreSQL, issuer: Issuer, tmp_path: Path) -> Iterator[LogService]:
    """Return today's log on what all its versions have written."""
    with old_database(postgresql, "audit") as database, running_log(database, issuer, tmp_path) as log:
        yield log


def decisions(log: LogService) -> tuple[Any, ...]:
    """Return how complete the stream of decisions is."""
    streams = body_of(log.get("/v1/completeness"))["streams"]
    [stream] = [one for one in streams if one["topic"] == DECISIONS]
    return stream["complete_to"], stream["highest"], stream["gaps"], stream["entries"], stream["quarantined"]


def test_entries_are_found_by_what_they_were_about(old: LogService) -> None:
    wanted: list[tuple[dict[str, Any], list[str]]] = [
        ({"subject": {"reference": SUBJECT}}, [CONSENT, PERMIT, PARTIAL]),
        ({"kind": "decision"}, [PERMIT, PARTIAL]),
        ({"kind": "consent"}, [CONSENT]),
        ({"recipient": {"id": "insurer-a"}}, [PARTIAL]),
        ({"purpose": "treatment"}, [PERMIT]),
        ({"reason": "outside-consent-scope"}, [PARTIAL]),
        ({"decision_id": PERMIT}, [PERMIT]),
        ({"from": "2026-11-20T11:59:58Z", "to": "2026-11-20T11:59:59Z"}, [PERMIT]),
    ]
    assert [old.found(**body) for body, _ in wanted] == [ids for _, ids in wanted]


def test_an_entry_shows_the_event_that_was_taken_in(old: LogService) -> None:
    entry = body_of(old.get(f"/v1/entries/{PARTIAL}"))
    assert (entry["outcome"], entry["basis"], entry["origin"]["position"]) == ("partial", ["SUL-43-1", "SUL-44"], 1)
    assert entry["event"]["data"]["decision"]["items"][1]["reason"] == "outside-consent-scope"


def test_completeness_goes_on_where_it_was(old: LogService) -> None:
    assert decisions(old) == (2, 4, [{"first": 3, "last": 3}], 2, 1)
    old.receive(a_record(position=5), a_record(position=3))
    assert decisions(old) == (5, 5, [], 4, 1)


def test_an_event_that_comes_again_is_the_entry_that_is_there(old: LogService) -> None:
    [row] = old.rows(f"SELECT event FROM entries WHERE id = '{PERMIT}'")
    old.receive(a_record(value=bytes(row.event), position=4, offset=3, topic_id=TOPIC_ID))
    assert decisions(old) == (2, 4, [{"first": 3, "last": 3}], 2, 1)
