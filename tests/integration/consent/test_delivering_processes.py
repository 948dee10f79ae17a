"""Several processes deliver beside one another, are killed and held up, and lose nothing."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector

from tests.integration.consent.conftest import Start
from tests.integration.consent.service import Service
from tests.integration.consent.test_changes import everything, ids, write
from tests.integration.consent.webhooks import register, told
from tests.servers.postgresql import PostgreSQL
from tests.servers.processes import SOON, free_port, kill, terminate, wait_for
from tests.servers.receiver import Message, Receiver, running_receiver


def test_a_slow_receiver_holds_up_neither_another_nor_the_feed(
    service: Service, receiver: Receiver, start: Start
) -> None:
    with running_receiver() as slow:
        slow.hold()
        for _ in range(3):
            register(service, slow.url)
        register(service, receiver.url)
        start(webhook_timeout_seconds=60)
        given = [service.give() for _ in range(12)]
        assert len(told(receiver, 12)) == 12
        wait_for(slow.ids)
        # No transaction is open while somebody is waited for: it would hold back relay, heartbeats and feed.
        given.append(service.give())
        assert [change["data"]["consent"] for change in everything(service)] == [consent["id"] for consent in given]
        told(receiver, 13)
        slow.release()
        told(slow, 13)


def test_two_processes_never_send_the_same_delivery_at_once(service: Service, receiver: Receiver, start: Start) -> None:
    def take_a_moment(_: Message) -> int:
        Event().wait(0.02)
        return 204

    receiver.answer = take_a_moment
    register(service, receiver.url)
    service.give()
    start()
    start()
    with service.runtime_engine() as engine:
        for _ in range(30):
            with engine.begin() as connection:
                for _ in range(5):
                    write(connection)
    told(receiver, 151)
    wait_for(lambda: service.rows("SELECT count(*) FROM webhook_deliveries WHERE status <> 'delivered'") == [(0,)])
    assert sorted(receiver.ids()) == sorted(ids(everything(service))), "each once"
    assert receiver.most_at_once == 1
    assert service.rows("SELECT max(tries) FROM webhook_deliveries") == [(1,)]


def test_a_killed_process_loses_nothing(service: Service, receiver: Receiver, start: Start) -> None:
    receiver.hold()
    register(service, receiver.url)
    killed = start(webhook_timeout_seconds=1, webhook_most_tries=50)
    for _ in range(6):
        service.give()
    wait_for(lambda: len(receiver.ids()) >= 4, "some are under way")
    kill(killed)
    receiver.release()
    start(webhook_timeout_seconds=1, webhook_most_tries=50)
    told(receiver, 6)
    wait_for(lambda: service.rows("SELECT count(*) FROM webhook_deliveries WHERE status = 'delivered'") == [(6,)])
    assert set(receiver.ids()) == set(ids(everything(service)))


def test_a_process_killed_again_and_again_loses_nothing(service: Service, receiver: Receiver, start: Start) -> None:
    register(service, receiver.url)
    with service.runtime_engine() as engine:
        for _ in range(4):
            process = start(webhook_timeout_seconds=0.5, webhook_most_tries=50)
            seen = len(set(receiver.ids()))
            for _ in range(40):
                with engine.begin() as connection:
                    write(connection)
            wait_for(lambda: len(set(receiver.ids())) > seen)  # noqa: B023
            kill(process)
    start(webhook_timeout_seconds=0.5, webhook_most_tries=50)
    told(receiver, 160)
    assert set(receiver.ids()) == set(ids(everything(service)))


def test_a_change_that_commits_late_is_told(service: Service, receiver: Receiver, start: Start) -> None:
    start()
    with service.runtime_engine() as engine:
        with engine.begin() as slow:
            late = write(slow)
            # The registration is answered before the slow transaction ends, so what that says comes after it.
            register(service, receiver.url)
            with engine.begin() as quick:
                early = write(quick)
        told(receiver, 2)
    assert sorted(receiver.ids()) == sorted([late, early])


def test_a_process_ends_soon_when_told_to_even_while_a_receiver_takes_its_time(
    service: Service, receiver: Receiver, start: Start
) -> None:
    receiver.hold()
    register(service, receiver.url)
    process = start()
    service.give()
    wait_for(receiver.ids)
    assert terminate(process) < SOON
    assert process.returncode == 0


@contextmanager
def measured(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CollectorRegistry]:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(folder))
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))
    yield registry


def test_what_waits_and_what_was_given_up_can_be_measured(
    service: Service, receiver: Receiver, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "metrics"
    folder.mkdir()
    with measured(folder, monkeypatch) as registry:
        register(service, receiver.url, event_types=["ConsentGiven"])
        register(service, f"http://localhost:{free_port()}/", event_types=["ObjectionRaised"])
        receiver.answer = lambda _: 500
        start(webhook_first_wait_seconds=0.01)
        service.give()

        def value(name: str, **labels: str) -> float | None:
            # A file that has just been made cannot be read before it is written to.
            with suppress(struct.error):
                return registry.get_sample_value(name, {"controller": "hospital", **labels})
            return None

        wait_for(lambda: value("webhook_dead_letters") == 1)
        wait_for(lambda: value("webhook_attempts_total", outcome="refused") == 3)
        assert value("webhook_undelivered_since_timestamp_seconds")


def test_a_lost_database_is_waited_for(
    service: Service, receiver: Receiver, start: Start, postgresql: PostgreSQL
) -> None:
    register(service, receiver.url)
    process = start()
    service.give()
    told(receiver, 1)
    ((name,),) = service.rows("SELECT current_database()")
    with postgresql.administer() as connection:
        connection.execute("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = %s", [name])
    service.give()
    told(receiver, 2)
    assert process.poll() is None
