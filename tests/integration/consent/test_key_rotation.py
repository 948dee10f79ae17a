"""Keys of references rotate, and everybody keeps the one state they have."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.integration.consent.service import CPR, Service, a_consent, a_delegation, an_objection, running_service
from tests.servers.databases import Database
from tests.servers.issuer import Issuer
from tests.servers.service_client import body_of
from tests.servers.subject_keys import keys

STRANGER = "0202021234"
PEOPLE = [f"0303{year}1234" for year in range(50, 62)]
SEARCH = {"controller": "hospital", "subject": {"cpr": CPR}}

Processes = Callable[..., list[Service]]


@pytest.fixture
def processes(database: Callable[[str], Database], issuer: Issuer, tmp_path: Path) -> Iterator[Processes]:
    """Ask it for processes on one database, by the keys that each of them has."""
    shared = database("consent")
    with ExitStack() as running:

        def start(*keys_of_each: tuple[str, ...]) -> list[Service]:
            started = [running.enter_context(running_service(shared, issuer, tmp_path)) for _ in keys_of_each]
            for process, key_ids in zip(started, keys_of_each, strict=True):
                process.use_keys(*key_ids)
            return started

        yield start


def test_somebody_on_record_under_an_old_key_is_found_and_changed_by_cpr_number(service: Service) -> None:
    consent, objection = service.give(), service.object_to({})
    service.use_keys("k2", "k1")
    [found] = body_of(service.post("/v1/consents/search", SEARCH))["consents"]
    assert (found["id"], found["subject"]) == (consent["id"], consent["subject"])
    assert [each["id"] for each in body_of(service.post("/v1/objections/search", SEARCH))["objections"]] == [
        objection["id"]
    ]
    assert service.give()["subject"] == service.object_to({})["subject"] == consent["subject"]
    service.withdraw(consent)
    assert (service.state()["subject"], service.state()["version"]) == (consent["subject"], 5)
    assert len(service.rows("SELECT * FROM subject_states")) == 1


def test_an_old_reference_stays_one_that_a_request_may_name(service: Service) -> None:
    reference = {"reference": service.give()["subject"]}
    service.use_keys("k2", "k1")
    assert service.give(subject=reference)["subject"] == reference["reference"]
    assert [state["version"] for state in service.states(reference)] == [2]


def test_a_stranger_gets_the_current_key(service: Service) -> None:
    service.give()
    service.use_keys("k2", "k1")
    assert service.give(subject={"cpr": STRANGER})["subject"].startswith("k2.")
    answer = body_of(service.post("/v1/states/read", {"controller": "hospital", "subjects": [{"cpr": STRANGER}]}))
    assert answer["reference_keys"] == ["k1", "k2"]


def test_a_reference_of_nobody_on_record_does_not_begin_a_state_beside_the_persons_own(service: Service) -> None:
    service.give()
    reference = keys("k2").references_of_cpr("hospital", CPR)[0]
    answer = service.post("/v1/consents", a_consent(subject={"reference": reference}))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/subject/reference"]
    assert len(service.rows("SELECT * FROM subject_states")) == 1


def test_a_process_without_a_key_that_is_in_use_takes_nobody_for_a_stranger(service: Service) -> None:
    known = service.give()
    service.use_keys("k2", "k1")
    service.give(subject={"cpr": STRANGER})
    service.use_keys("k1")
    for answer in _asked_about(service, STRANGER):
        assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/dependency-unavailable")
    assert service.give()["subject"] == known["subject"]
    assert len(service.rows("SELECT * FROM subject_states")) == 2


def _asked_about(service: Service, cpr: str) -> list[TestResponse]:
    named = {"controller": "hospital", "subject": {"cpr": cpr}}
    return [
        service.post("/v1/consents", a_consent(subject={"cpr": cpr})),
        service.post("/v1/consents/search", named),
        service.post("/v1/objections", an_objection(subject={"cpr": cpr})),
        service.post("/v1/objections/search", named),
        service.post("/v1/delegations", a_delegation(subject={"cpr": cpr})),
        service.post("/v1/delegations/search", named),
        service.post("/v1/states/read", {"controller": "hospital", "subjects": [{"cpr": cpr}]}),
    ]


@pytest.mark.parametrize("keys_of_each", [(("k1", "k2"), ("k2", "k1")), (("k1",), ("k2", "k1")), (("k1",), ("k2",))])
def test_two_first_consents_at_once_make_one_state_whatever_keys_the_processes_have(
    processes: Processes, keys_of_each: tuple[tuple[str, ...], ...]
) -> None:
    started = processes(*keys_of_each)
    writes = [(process, cpr) for cpr in PEOPLE for process in started * 2]
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda write: write[0].post("/v1/consents", a_consent(subject={"cpr": write[1]})), writes)
        )
    subjects: dict[str, set[str]] = {}
    for (_, cpr), answer in zip(writes, answers, strict=True):
        assert answer.status_code in (201, 503)
        if answer.status_code == 201:
            subjects.setdefault(cpr, set()).add(answer.get_json()["subject"])
    assert subjects
    assert {len(found) for found in subjects.values()} == {1}
    assert len(started[0].rows("SELECT * FROM subject_states")) == len(subjects)


def test_processes_in_the_middle_of_a_rotation_refuse_nobody(processes: Processes) -> None:
    started = processes(("k1",), ("k1", "k2"))
    started += processes(("k1", "k2"), ("k2", "k1"))
    for process, cpr in zip(cycle(started[:2]), PEOPLE[:6], strict=False):
        process.give(subject={"cpr": cpr})
    for process, cpr in zip(cycle(started[2:]), PEOPLE, strict=False):
        process.give(subject={"cpr": cpr})
    assert len(started[0].rows("SELECT * FROM subject_states")) == len(PEOPLE)


def test_a_request_repeated_after_a_rotation_is_still_the_same_request(service: Service) -> None:
    first = service.post("/v1/consents", a_consent(), idempotency_key="one").get_json()
    service.use_keys("k2", "k1")
    assert body_of(service.post("/v1/consents", a_consent(), idempotency_key="one"), 201) == first
    assert service.state()["version"] == 1


@pytest.mark.parametrize(
    "replacement",
    [
        {"kind": "x-ecpr", "number": "0203291WQ3"},
        {"kind": "d-ecpr", "number": "0203290WQ3", "issuer": "region-a"},
        {"kind": "administrative", "number": "6203291234", "issuer": "aleris"},
    ],
)
def test_somebody_with_a_replacement_number_is_somebody_of_their_own(
    service: Service, replacement: dict[str, str]
) -> None:
    named = {"replacement": replacement}
    consent = service.give(subject=named)
    service.use_keys("k2", "k1")
    assert service.give(subject=named)["subject"] == consent["subject"]
    assert service.states(named)[0]["version"] == 2
    assert replacement["number"] not in str(service.rows("SELECT convert_from(payload, 'UTF8') FROM outbox"))
