"""Alive needs nothing; ready needs everything, within a bounded time."""

import threading
import time
from pathlib import Path

import pytest

from shared.web import health
from shared.web.tokens import TokenVerifier
from tests.unit.shared.small_service import small_service


def _fail() -> None:
    raise ConnectionRefusedError


def _hang(release: threading.Event) -> None:
    release.wait(20)


def test_ready_names_each_dependency(verifier: TokenVerifier) -> None:
    client = small_service(verifier, checks={"database": lambda: None, "consumer": lambda: None}).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ready",
        "dependencies": {"database": "up", "consumer": "up", "token-issuer": "up"},
    }


def test_one_that_is_down_makes_it_not_ready_and_the_others_are_still_told(verifier: TokenVerifier) -> None:
    client = small_service(verifier, checks={"database": _fail, "consumer": lambda: None}).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["dependencies"] == {
        "database": "down: ConnectionRefusedError",
        "consumer": "up",
        "token-issuer": "up",
    }
    assert client.get("/livez").status_code == 200


def test_checks_that_hang_are_cut_off_together_and_again_the_next_time(
    verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.3)
    release = threading.Event()
    checks = {name: lambda: _hang(release) for name in ("database", *map(str, range(10)))}
    client = small_service(verifier, checks={**checks, "quick": lambda: None}).test_client()
    try:
        for _ in range(6):
            began = time.monotonic()
            answer = client.get("/readyz")
            assert time.monotonic() - began < 3
            assert answer.status_code == 503
            assert answer.json["dependencies"]["database"] == "timed-out"
    finally:
        release.set()


def test_after_hanging_checks_come_back_it_is_ready_again(
    verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.2)
    release = threading.Event()
    client = small_service(verifier, checks={"database": lambda: _hang(release)}).test_client()
    for _ in range(8):
        assert client.get("/readyz").status_code == 503
    release.set()
    time.sleep(0.1)
    assert client.get("/readyz").status_code == 200


def test_the_file_of_a_process_that_has_just_begun_is_waited_for(
    verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    begun = tmp_path / "counter_1.db"
    begun.touch()
    writing = threading.Timer(0.1, lambda: begun.write_bytes(bytes(8)))
    writing.start()
    answer = small_service(verifier, checks={}).test_client().get("/metrics")
    writing.join()
    assert answer.status_code == 200
