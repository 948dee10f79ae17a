"""The life of an embedded stack with its real processes: slow, so one test tells the whole of it."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import Any

import psutil
import requests

from deploy.local.folders import Folders
from deploy.local.invented_people import invented_cpr
from deploy.local.leftovers import marked_processes
from tests.integration.deploy.local_stack import LocalStack
from tests.servers.processes import PATIENCE, wait_for


def test_a_stack_survives_crashes_and_restarts_and_stops_clean(local_stack: LocalStack) -> None:
    bystander = subprocess.Popen(["sleep", "600"], env={**local_stack.environment, "HJEMMEL_STACK": "somebody else's"})
    try:
        started = local_stack("run", "--detach")
        assert started.returncode == 0, started.stdout
        assert "curl" in started.stdout
        assert listening_addresses(local_stack) == {"127.0.0.1"}
        assert "already runs" in local_stack("run").stdout
        caller = signed_in(local_stack)
        decision = decide(local_stack, caller)

        kill(postmaster(local_stack))
        assert wait_for(lambda: decides_again(local_stack, caller), "decisions after PostgreSQL was killed")

        kill(int((Folders(local_stack.data).run / "supervisor.pid").read_text()))
        assert "processes are still there" in local_stack("status").stdout
        with in_foreground(local_stack) as shown:
            assert "processes that an earlier run had left behind" in shown
            assert read_back(local_stack, caller, decision["id"]) == decision
        assert marked_processes(Folders(local_stack.data)) == []
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def decide(stack: LocalStack, caller: dict[str, str]) -> Any:
    check = {
        "controller": "aleris",
        "subject": {"cpr": invented_cpr(0)},
        "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
        "purpose": "insurance-payment",
        "items": [{"category": "dx", "course": "K1"}],
    }
    url = f"{stack.url('disclosure')}/v1/disclosure-checks"
    answer = requests.post(url, json=check, headers=caller, timeout=PATIENCE)
    assert answer.status_code == 201, answer.text
    return answer.json()


def decides_again(stack: LocalStack, caller: dict[str, str]) -> bool:
    try:
        decide(stack, caller)
    except (AssertionError, requests.RequestException):
        return False
    return True


def read_back(stack: LocalStack, caller: dict[str, str], decision_id: str) -> Any:
    url = f"{stack.url('disclosure')}/v1/disclosure-checks/{decision_id}"
    return requests.get(url, headers=caller, timeout=PATIENCE).json()


def signed_in(stack: LocalStack) -> dict[str, str]:
    return {"Authorization": f"Bearer {stack('token', 'journal-system').stdout.strip()}"}


def listening_addresses(stack: LocalStack) -> set[str]:
    processes = marked_processes(Folders(stack.data))
    sockets = [each for process in processes for each in process.net_connections(kind="inet")]
    return {each.laddr.ip for each in sockets if each.status == psutil.CONN_LISTEN}


def postmaster(stack: LocalStack) -> int:
    return int((Folders(stack.data).cluster / "postmaster.pid").read_text().splitlines()[0])


def kill(pid: int) -> None:
    process = psutil.Process(pid)
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([process], timeout=PATIENCE)


@contextmanager
def in_foreground(stack: LocalStack) -> Iterator[str]:
    """Run until the body is done, then ask politely; yield what was said until everything was ready."""
    with stack.begin("run") as running:
        assert running.stdout is not None
        yield "".join(takewhile(not_yet_ready, running.stdout))
        running.send_signal(signal.SIGTERM)
        logs, _ = running.communicate(timeout=PATIENCE)
        assert running.returncode == 0
        assert "disclosure         │" in logs


def not_yet_ready(line: str) -> bool:
    return "Ctrl-C stops everything" not in line
