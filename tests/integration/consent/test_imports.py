"""Consents from an older system: each line wholly or not at all, and each once."""

import json
from typing import Any

import pytest

from services.consent.api.import_lines import LARGEST_LINE_BYTES
from services.consent.use_cases.import_next_lines import LINES_AT_ONCE
from tests.integration.consent.imports import (
    IMPORTS,
    a_line,
    imported,
    listed,
    ndjson,
    pointers,
    report,
    send,
    work,
    work_through,
)
from tests.integration.consent.service import CPR, Service, a_consent
from tests.integration.consent.test_events import outgoing
from tests.servers.service_client import body_of

OTHER = "0202021234"


def test_what_is_imported_is_as_if_it_had_been_given_here_and_says_from_where_it_is(service: Service) -> None:
    said = {"course": "K1", "evidence": [{"kind": "scan", "reference": "archive:17"}], "stated_end": "2026-12-31"}
    said |= {"items": [{"category": "dx", "period": {"from": "2026-01-01"}}]}
    (line,) = imported(service, ndjson(a_line("A-17", **said)))
    given = service.give(**said, subject={"cpr": OTHER})
    (consent,) = listed(service)
    own = {"id", "subject", "recorded_at"}
    assert consent.pop("imported") == {"source": "old-desk", "id": "A-17"}
    assert {name: consent[name] for name in consent.keys() - own} == {name: given[name] for name in given.keys() - own}
    assert line == {"line": 1, "source_id": "A-17", "outcome": "accepted", "consent": consent["id"]}
    assert service.state()["consents"][0]["id"] == consent["id"]
    told = outgoing(service, "consent.changes.v1")[0]
    assert (told["type"], told["data"]["imported"]) == ("ConsentGiven", {"source": "old-desk", "id": "A-17"})


def test_the_report_has_a_line_for_each_line_that_says_anything(service: Service) -> None:
    known = send(service, ndjson(a_line("A-1")))
    work_through(service)
    content = ndjson(
        a_line("A-1"),
        b"\n",
        a_line("A-2", subject={"cpr": OTHER}),
        a_line("A-3", purposes=["gossip"]),
        b"{not json}\n",
        b"[]\n",
        b'"' + b"x" * LARGEST_LINE_BYTES * 2 + b'"\n',
        a_line("A-1", form="electronic"),
        a_line("A-2", subject={"cpr": OTHER}),
        a_line("A-4", name="Somebody"),
        json.dumps(a_line("A-5")).encode(),
    )
    lines = imported(service, content)
    assert [line["line"] for line in lines] == [1, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    outcomes = ["already-there", "accepted", *["refused"] * 7, "accepted"]
    assert [line["outcome"] for line in lines] == outcomes
    assert lines[0]["consent"] == report(service, known)[0]["consent"]
    assert [line["problem"]["status"] for line in lines if "problem" in line] == [422, 400, 400, 413, 422, 422, 422]
    assert pointers(lines[2]) == ["/scope/purposes/0"]
    assert pointers(lines[6]) == pointers(lines[7]) == ["/source_id"]
    assert pointers(lines[8]) == ["/name"]
    assert [line.get("source_id") for line in lines][2:6] == ["A-3", None, None, None]
    assert len(listed(service)) == 2


def test_a_line_that_says_something_else_by_the_same_name_later_is_refused(service: Service) -> None:
    (first,) = imported(service, ndjson(a_line("A-1")))
    for other in ({"form": "electronic"}, {"subject": {"cpr": OTHER}}, {"given_at": "2026-02-01T10:00:01Z"}):
        (line,) = imported(service, ndjson(a_line("A-1", **other)))
        assert line["problem"]["type"] == "/problems/idempotency-key-reused"
    (elsewhere,) = imported(service, ndjson(a_line("A-1")), source="another")
    assert elsewhere["outcome"] == "accepted"
    (same,) = imported(service, ndjson(a_line("A-1", given_at="2026-02-01T11:00:00+01:00")))
    assert (same["outcome"], same["consent"]) == ("already-there", first["consent"])


@pytest.mark.parametrize(
    "said",
    [
        {"purposes": ["gossip"]},
        {"given_at": "2026-03-01T12:00:01Z", "stated_end": "2026-01-01"},
        {"form": "oral"},
        {"subject": {"cpr": "0404124234"}},
        {"subject": {"cpr": "9999999999"}},
        {"subject": {"reference": "k1." + "a" * 32}},
        {"renews": "01a1ffb5-d82d-770d-863e-4043b6abc9ae"},
        {"given_by": {"authority": "custody", "reference": f"x-{CPR}"}},
        {"channel": "pigeon", "items": []},
        {CPR: "a field that nobody knows"},
    ],
)
def test_a_line_is_refused_with_the_problem_that_the_same_consent_gets(service: Service, said: dict[str, Any]) -> None:
    answer = body_of(service.post("/v1/consents", a_consent(**said)), 422)
    (line,) = imported(service, ndjson(a_line("A-1", **said)))
    del answer["instance"]
    assert line["problem"] == answer
    assert CPR not in json.dumps(line)


def test_what_is_refused_leaves_nothing_of_itself(service: Service) -> None:
    many = [{"kind": "insurer", "id": f"{number}-{'x' * 90}"} for number in range(20)]
    labels = [{"category": "dx", "course": f"{number}-{'x' * 90}", "episode": "y" * 99} for number in range(50)]
    before = service.give(subject={"cpr": OTHER})["state_version"]
    lines = [a_line(f"A-{n}", subject={"cpr": OTHER}, recipients=many, items=labels) for n in range(80)]
    outcomes = [line["outcome"] for line in imported(service, ndjson(*lines))]
    assert set(outcomes) == {"accepted", "refused"}
    assert len(listed(service, OTHER)) == min(100, 1 + outcomes.count("accepted"))
    assert service.states({"cpr": OTHER})[0]["version"] == before + outcomes.count("accepted")


def test_what_lapsed_long_ago_is_history(service: Service) -> None:
    lines = imported(service, ndjson(a_line("A-1", given_at="2019-05-04T10:00:00Z")))
    assert lines[0]["outcome"] == "accepted"
    (consent,) = listed(service)
    assert (consent["status"], consent["valid_until"]) == ("expired", "2020-05-04")


def test_a_dry_run_reports_the_same_and_records_nothing(service: Service) -> None:
    service.give()
    content = ndjson(
        a_line("A-1"), a_line("A-2", purposes=["gossip"]), a_line("A-3", subject={"reference": "k1." + "a" * 32})
    )
    tables = ("consents", "outbox", "subject_states")
    before = [service.rows(f"SELECT * FROM {table}") for table in tables]
    tried = imported(service, content, dry_run="true")
    assert [service.rows(f"SELECT * FROM {table}") for table in tables] == before
    done = imported(service, content)
    del done[0]["consent"]
    assert tried == done
    assert imported(service, content, dry_run="true")[0]["outcome"] == "already-there"


def test_the_import_itself_says_how_far_it_is(service: Service) -> None:
    content = ndjson(*(a_line(f"A-{n}") for n in range(LINES_AT_ONCE + 5)), a_line("B", purposes=["gossip"]))
    received = send(service, content, source="old-desk")
    path = f"{IMPORTS}/{received['id']}"
    assert (received["status"], received["lines"], received["undecided"]) == ("running", 31, 31)
    work(service)
    half = body_of(service.get(path))
    assert (half["status"], half["accepted"], half["undecided"]) == ("running", LINES_AT_ONCE, 6)
    assert [line["outcome"] for line in report(service, received)][-1] is None
    work_through(service)
    done = body_of(service.get(path))
    assert (done["status"], done["accepted"], done["refused"], done["undecided"]) == ("done", 30, 1, 0)
    assert (done["recorded_by"], done["finished_at"]) == ("desk-screen", "2026-03-01T12:00:00.000000Z")
    assert report(service, received, limit=7) == report(service, received)


def test_a_pack_that_is_gone_refuses_the_lines_left(service: Service) -> None:
    received = send(service, ndjson(a_line("A-1")))
    work(service, packs={})
    assert pointers(report(service, received)[0]) == ["/controller"]


def test_the_role_is_taken_over_and_checked_and_a_line_sent_again_is_there(service: Service) -> None:
    named = [a_line("A-1", subject_role="uk-patient"), a_line("A-2"), a_line("A-3", subject_role="uk-patent")]
    first, again = imported(service, ndjson(*named)), imported(service, ndjson(*named))
    assert [line["outcome"] for line in first] == ["accepted", "accepted", "refused"]
    assert [line["outcome"] for line in again] == ["already-there", "already-there", "refused"]
    assert pointers(first[2]) == ["/subject_role"]
    assert sorted(one["subject_role"] for one in listed(service)) == ["patient", "uk-patient"]
