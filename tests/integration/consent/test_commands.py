"""The service's own processes, as operators start them."""

import json
from dataclasses import replace
from pathlib import Path

from kafka import TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from shared.events.envelope import HEARTBEAT
from shared.events.topics import CONSENT_CHANGES, CONSENT_STATES, PARTITIONS
from shared.messaging.kafka_clients import open_consumer
from tests.integration.consent.service import Service
from tests.servers.commands import start_command
from tests.servers.processes import SOON, terminate, wait_for
from tests.servers.tansu import Tansu


def events(bootstrap: str, topic: str) -> list[ConsumerRecord]:
    """Return what the topic holds besides heartbeats."""
    with open_consumer(bootstrap) as consumer:
        partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        consumer.assign(partitions)
        consumer.seek_to_beginning()
        polled = [record for _ in range(2) for found in consumer.poll(500).values() for record in found]
    return [record for record in polled if dict(record.headers)["type"] != HEARTBEAT.encode()]


def test_the_relay_publishes_each_state_and_each_change_and_ends_when_told_to(
    service: Service, tansu: Tansu, tmp_path: Path
) -> None:
    consent = service.give()
    service.withdraw(consent)
    settings = replace(service.settings, kafka=tansu.bootstrap)
    relay = start_command("consent", "relay", settings, tmp_path / "relay.log")
    wait_for(lambda: len(service.rows("SELECT * FROM relay_cursors WHERE position = 2")) == 2, "relayed")
    states, changes = events(tansu.bootstrap, CONSENT_STATES), events(tansu.bootstrap, CONSENT_CHANGES)
    assert terminate(relay) < SOON
    assert relay.returncode == 0
    assert {record.key.decode() for record in states + changes} == {consent["subject"]}
    assert [json.loads(record.value)["data"]["version"] for record in states] == [1, 2]
    assert json.loads(states[-1].value)["data"] == service.state()
    assert [dict(record.headers)["type"] for record in changes] == [b"ConsentGiven", b"ConsentWithdrawn"]


def test_migrating_what_is_up_to_date_changes_nothing(service: Service, tmp_path: Path) -> None:
    before = service.rows("SELECT * FROM alembic_version")
    migration = start_command("consent", "migrate", service.settings, tmp_path / "migrate.log")
    assert migration.wait(30) == 0, (tmp_path / "migrate.log").read_text()
    assert service.rows("SELECT * FROM alembic_version") == before
