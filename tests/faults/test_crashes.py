"""Whatever is killed while checks stream in, every answered decision is in the audit log, once."""

from collections import Counter

from tests.faults.stream import entries_of, streaming
from tests.journeys.client import Client
from tests.servers.stack import Stack

SOME = 25


def test_no_answered_decision_is_lost_or_doubled_when_any_process_is_killed(stack: Stack) -> None:
    with streaming(Client, stack) as stream:
        stream.wait_for_more(SOME, "before anything is killed")
        for name in stack.names:
            stack.kill(name)
            if name != "disclosure":
                stream.wait_for_more(SOME, f"while {name} is gone")
            stack.start(name)
            stream.wait_for_more(SOME, f"after {name} is back")
        stack.postgresql.crash()
        stack.postgresql.start()
        stream.wait_for_more(SOME, "after the database is back")
    stack.wait_until_ready()
    assert entries_of(stream, Client(stack)) == Counter(stream.answered.keys())


def test_the_audit_log_catches_up_after_the_broker_was_down(stack: Stack) -> None:
    stack.kill("broker")
    with streaming(Client, stack) as stream:
        stream.wait_for_more(5 * SOME, "without a broker")
    stack.start("broker")
    assert not stream.failures
    assert entries_of(stream, Client(stack)) == Counter(stream.answered.keys())
