"""Imports by processes and by command, killed at any moment."""

import json
import random
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.consent.settings import Settings
from shared.clock import now, timestamp
from tests.integration.consent.imports import IMPORTS, a_line, ndjson, report, send
from tests.integration.consent.service import CPR, Service
from tests.rules.tracked_files import REPOSITORY
from tests.servers.commands import start_command
from tests.servers.processes import kill, terminate, wait_for
from tests.servers.service_client import body_of
from tests.servers.service_settings import environment_of
from tests.unit.disclosure.small_pack import PACK, write_small_pack

LINES = 150
SCOPE = {"recipients": [{"kind": "friend"}], "purposes": ["own-access"], "items": [{"category": "contact"}]}
PEOPLE = [f"{day:02}0101{number}" for day in range(1, 28) for number in ("1234", "1235")]


@pytest.fixture
def settings(service: Service, tmp_path: Path) -> Settings:
    """Settings of a process, with a pack of the hospital."""
    folder = tmp_path / "packs"
    write_small_pack(folder, pack=PACK.replace("controller: small", "controller: hospital"))
    shutil.move(folder / "small", folder / "hospital")
    return replace(service.settings, policy_packs=folder)


def lines(count: int = LINES) -> list[dict[str, Any]]:
    at = timestamp(now())
    return [a_line(f"A-{n}", subject={"cpr": PEOPLE[n % len(PEOPLE)]}, given_at=at, **SCOPE) for n in range(count)]


def command(settings: Settings, file: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    named = ["import", str(file), "--controller", "hospital", "--source", "old-desk", *more]
    return subprocess.run(
        [sys.executable, "-m", "services.consent", *named],
        cwd=REPOSITORY,
        env=environment_of(settings),
        capture_output=True,
        text=True,
        check=False,
    )


def doubled(service: Service) -> list[Any]:
    return service.rows("SELECT import_source_id FROM consents GROUP BY import_source_id HAVING count(*) > 1")


def test_killed_at_any_moment_an_import_is_finished_by_the_next_process_and_nothing_is_doubled(
    service: Service, settings: Settings, tmp_path: Path
) -> None:
    received = send(service, ndjson(*lines()))
    for number in range(4):
        before = service.rows("SELECT count(*) FROM consents")
        process = start_command("consent", "imports", settings, tmp_path / f"imports-{number}.log")
        wait_for(lambda before=before: service.rows("SELECT count(*) FROM consents") > before, "it works")
        time.sleep(random.random() * 0.1)
        kill(process)
        # Whatever it had decided is with what that led to; of what it had not, there is nothing.
        decided = "SELECT count(*) FROM consent_import_lines WHERE consent_id IS NOT NULL AND said IS NULL"
        assert service.rows(decided) == service.rows("SELECT count(*) FROM consents")
        if service.rows("SELECT FROM consent_imports WHERE finished_at IS NOT NULL"):
            break
    process = start_command("consent", "imports", settings, tmp_path / "imports-last.log")
    path = f"{IMPORTS}/{received['id']}"
    wait_for(lambda: body_of(service.get(path))["status"] == "done", "it is done")
    assert terminate(process) < 3
    assert [line["outcome"] for line in report(service, received)] == ["accepted"] * LINES
    assert doubled(service) == []
    assert service.rows("SELECT count(*) FROM consents") == [(LINES,)]
    assert service.rows("SELECT count(*) FROM outbox WHERE topic = 'consent.changes.v1'") == [(LINES,)]


def test_several_processes_share_an_import(service: Service, settings: Settings, tmp_path: Path) -> None:
    running = [start_command("consent", "imports", settings, tmp_path / f"imports-{n}.log") for n in range(2)]
    sent = [send(service, ndjson(*lines(60)), source=source) for source in ("one", "two")]
    for received in sent:
        path = f"{IMPORTS}/{received['id']}"
        wait_for(lambda path=path: body_of(service.get(path))["status"] == "done", "it is done")
        assert {line["outcome"] for line in report(service, received)} == {"accepted"}
    for process in running:
        terminate(process)
    assert service.rows("SELECT count(*) FROM consents") == [(120,)]


def test_a_file_can_be_imported_by_command_again_and_again(
    service: Service, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "consents.ndjson"
    file.write_bytes(ndjson(*lines(30), a_line("B", purposes=["gossip"], note=CPR)))
    for options, outcome in (([], "accepted"), (["--dry-run"], "already-there")):
        done = command(settings, file, *options)
        printed = [json.loads(line) for line in done.stdout.splitlines()]
        assert [line["outcome"] for line in printed] == [outcome] * 30 + ["refused"]
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("31 lines, ")
        assert CPR not in done.stdout + done.stderr
    assert service.rows("SELECT count(*) FROM consents") == [(30,)]
    assert {row.recorded_by for row in service.rows("SELECT recorded_by FROM consents")} == {"import-command"}


def test_a_file_that_is_no_import_ends_the_command_with_a_sentence(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "consents.csv"
    file.write_text("source_id,source_id\n")
    done = command(settings, file, "--format", "csv")
    assert (done.returncode, "The first line must head each column" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr
