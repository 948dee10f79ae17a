"""Our computation of a key's partition is the one that senders make."""

import pytest
import sqlalchemy as sa
from kafka import TopicPartition

from shared.messaging.broker import Broker, BrokerUnavailable
from shared.messaging.consumer import first_offsets
from shared.messaging.kafka_clients import open_consumer
from shared.messaging.partitions import partition_of
from tests.contracts.messaging.running import reading, relaying
from tests.contracts.messaging.things import write
from tests.servers.apache_kafka import ApacheKafka
from tests.servers.processes import wait_for
from tests.servers.tansu import Tansu


def test_a_partition_that_the_broker_does_not_know_yet_is_tried_again_later(
    broker: Tansu | ApacheKafka, topic: str
) -> None:
    with Broker(broker.bootstrap) as questions, open_consumer(broker.bootstrap) as consumer:
        questions.ensure_topics([topic])
        consumer.assign([TopicPartition(topic, 0), TopicPartition(f"{topic}.to-come", 0)])
        with pytest.raises(BrokerUnavailable, match="not there yet"):
            first_offsets(consumer)


def test_a_subjects_events_are_in_the_partition_computed_from_its_reference(
    engine: sa.Engine, broker: Tansu | ApacheKafka, topic: str
) -> None:
    subjects = [f"k1.subject-{number}" for number in range(40)]
    with engine.begin() as connection:
        for subject in subjects:
            write(connection, topic, "x", subject=subject)
    with relaying(engine, broker.bootstrap, topic), reading(broker.bootstrap, topic) as reader:
        wait_for(lambda: reader.read() or len(reader.events) >= len(subjects))
    assert {event.key.decode(): event.partition for event in reader.events} == {
        subject: partition_of(subject) for subject in subjects
    }
