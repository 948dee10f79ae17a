"""The service's own processes, as operators start them."""

import json
import os
import sys
from pathlib import Path

from kafka import TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from services.consent.bootstrap import PACKAGE
from shared.events.envelope import HEARTBEAT
from shared.events.topics import CONSENT_CHANGES, CONSENT_STATES, PARTITIONS
from shared.messaging.kafka_clients import open_consumer
from tests.integration.consent.service import Service
from tests.servers.processes import start, terminate, wait_for
from tests.servers.tansu import Tansu

REPOSITORY = PACKAGE.parents[1]


def environment(service: Service, **more: str) -> dict[str, str]:
    settings = service.settings
    return {
        **os.environ,
        "CONSENT_DATABASE_URL": settings.database_url,
        "CONSENT_OWNER_DATABASE_URL": settings.owner_database_url,
        "HJEMMEL_SUBJECT_KEYS_FILE": str(settings.subject_keys_file),
        **more,
    }


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
    command = [sys.executable, "-m", "services.consent", "relay"]
    relay = start(command, tmp_path / "relay.log", environment(service, HJEMMEL_KAFKA=tansu.bootstrap), REPOSITORY)
    wait_for(lambda: len(service.rows("SELECT * FROM relay_cursors WHERE position = 2")) == 2, what="relayed")
    states, changes = events(tansu.bootstrap, CONSENT_STATES), events(tansu.bootstrap, CONSENT_CHANGES)
    assert terminate(relay) < 2
    assert relay.returncode == 0
    assert {record.key.decode() for record in states + changes} == {consent["subject"]}
    assert [json.loads(record.value)["data"]["version"] for record in states] == [1, 2]
    assert json.loads(states[-1].value)["data"] == service.state()
    assert [dict(record.headers)["type"] for record in changes] == [b"ConsentGiven", b"ConsentWithdrawn"]


def test_migrating_what_is_up_to_date_changes_nothing(service: Service, tmp_path: Path) -> None:
    before = service.rows("SELECT * FROM alembic_version")
    command = [sys.executable, "-m", "services.consent", "migrate"]
    migration = start(command, tmp_path / "migrate.log", environment(service), REPOSITORY)
    assert migration.wait(30) == 0, (tmp_path / "migrate.log").read_text()
    assert service.rows("SELECT * FROM alembic_version") == before
