"""The life of an embedded stack with its real processes: slow, so one test tells the whole of it."""

import os
import signal
import subprocess
import time
from itertools import takewhile
from typing import Any

import psutil
import requests

from deploy.local.folders import Folders
from deploy.local.invented_people import invented_cpr
from deploy.local.leftovers import marked_processes
from tests.integration.deploy.local_stack import LocalStack
from tests.servers.processes import wait_for


def test_a_stack_survives_crashes_and_restarts_and_stops_clean(stack: LocalStack) -> None:
    bystander = subprocess.Popen(["sleep", "120"], env={**stack.environment, "HJEMMEL_STACK": "somebody else's"})
    try:
        started = stack("run", "--detach")
        assert started.returncode == 0, started.stdout
        assert "curl" in started.stdout
        assert "already runs" in stack("run").stdout
        decision = decide(stack)

        kill(postmaster(stack))
        assert wait_for(lambda: decides_again(stack), 20, "decisions after PostgreSQL was killed")

        kill(int((Folders(stack.data).run / "supervisor.pid").read_text()))
        assert "processes are still there" in stack("status").stdout
        shown = run_in_foreground_until_stopped(stack)
        assert "processes that an earlier run had left behind" in shown
        assert "consent-relay" in shown
        assert marked_processes(Folders(stack.data)) == []
        assert bystander.poll() is None

        assert stack("run", "--detach").returncode == 0
        assert read_back(stack, decision["id"]) == decision
    finally:
        bystander.kill()
        bystander.wait()


def decide(stack: LocalStack) -> Any:
    check = {
        "controller": "aleris",
        "subject": {"cpr": invented_cpr(0)},
        "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
        "purpose": "insurance-payment",
        "items": [{"category": "dx", "course": "K1"}],
    }
    url = f"{stack.url('disclosure')}/v1/disclosure-checks"
    answer = requests.post(url, json=check, headers=signed_in(stack), timeout=10)
    assert answer.status_code == 201, answer.text
    return answer.json()


def decides_again(stack: LocalStack) -> bool:
    try:
        decide(stack)
    except (AssertionError, requests.RequestException):
        return False
    return True


def read_back(stack: LocalStack, decision_id: str) -> Any:
    url = f"{stack.url('disclosure')}/v1/disclosure-checks/{decision_id}"
    return requests.get(url, headers=signed_in(stack), timeout=10).json()


def signed_in(stack: LocalStack) -> dict[str, str]:
    return {"Authorization": f"Bearer {stack('token', 'journal-system').stdout.strip()}"}


def postmaster(stack: LocalStack) -> int:
    return int((Folders(stack.data).cluster / "postmaster.pid").read_text().splitlines()[0])


def kill(pid: int) -> None:
    process = psutil.Process(pid)
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([process], timeout=10)


def run_in_foreground_until_stopped(stack: LocalStack) -> str:
    with stack.begin("run") as running:
        assert running.stdout is not None
        shown = list(takewhile(not_yet_ready, running.stdout))
        running.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        shown += running.communicate(timeout=60)[0].splitlines()
        assert time.monotonic() - asked < 10
        assert running.returncode == 0, shown
    return "\n".join(shown)


def not_yet_ready(line: str) -> bool:
    return "Ctrl-C stops everything" not in line
