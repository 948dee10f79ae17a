"""When a start is complete, and when it is hopeless."""

from deploy.local.process_state import ProcessState
from deploy.local.readiness import Readiness


def running(name: str, pid: int) -> ProcessState:
    return ProcessState(name, "running", pid, 1)


def test_a_relay_is_ready_when_it_runs() -> None:
    readiness = Readiness()
    readiness.note_process(running("consent-relay", 7))
    assert readiness.ready == {"consent-relay"}


def test_a_web_service_is_not_ready_because_it_runs() -> None:
    readiness = Readiness()
    readiness.note_process(running("consent", 7))
    assert readiness.ready == set()


def test_a_process_that_is_started_over_and_over_is_hopeless() -> None:
    readiness = Readiness()
    for pid in range(1, 5):
        readiness.note_process(running("audit-consume", pid))
    assert readiness.hopeless is None
    readiness.note_process(running("audit-consume", 5))
    assert readiness.hopeless == "audit-consume"
