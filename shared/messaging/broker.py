"""What relays and consumers ask of the broker besides sending and reading: which topic stands behind a name."""

from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from kafka.admin import NewTopic
from kafka.errors import KafkaError, TopicAlreadyExistsError

from shared.events.topics import PARTITIONS
from shared.messaging.kafka_clients import open_admin

NOTHING_WRONG = 0


# A consumer that comes late, or anew, must find every event: a gate that had heard only the newest ones would
# take a subject with an older objection for one without.
KEPT_FOR_EVER = {"retention.ms": "-1", "retention.bytes": "-1"}


class BrokerUnavailable(Exception):
    """The broker did not answer, or does not hold what it should; trying again later is right."""


class Broker:
    """A connection for questions about topics."""

    def __init__(self, bootstrap: str) -> None:
        try:
            self._admin = open_admin(bootstrap)
        except KafkaError as error:
            raise BrokerUnavailable(type(error).__name__) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._admin.close()

    def topic_ids(self, topics: Iterable[str]) -> dict[str, str]:
        """Return the broker's own id of each topic.

        A broker that lost its data, or a topic that was deleted and made again, has another id under the
        same name. Offsets mean something only together with it.
        """
        return {topic["name"]: str(topic["topic_id"]) for topic in self._describe(list(topics))}

    def ensure_topics(self, topics: Iterable[str], replication_factor: int = -1) -> None:
        """Create the topics that are missing; -1 leaves the number of copies to the broker's own default."""
        for topic in topics:
            try:
                self._admin.create_topics(
                    [NewTopic(topic, PARTITIONS, replication_factor, topic_configs=KEPT_FOR_EVER)]
                )
            except TopicAlreadyExistsError:
                continue
            except KafkaError as error:
                raise BrokerUnavailable(type(error).__name__) from error

    def _describe(self, topics: list[str]) -> list[dict[str, Any]]:
        try:
            described: list[dict[str, Any]] = self._admin.describe_topics(topics)
        except KafkaError as error:
            raise BrokerUnavailable(type(error).__name__) from error
        for topic in described:
            _refuse_unless_usable(topic)
        return described


def _refuse_unless_usable(topic: dict[str, Any]) -> None:
    if topic["error_code"] != NOTHING_WRONG:
        raise BrokerUnavailable(f"topic {topic['name']} is missing")
    # With another number of partitions a subject's events would go where nobody reads, or out of order.
    if len(topic["partitions"]) != PARTITIONS:
        raise BrokerUnavailable(f"topic {topic['name']} has {len(topic['partitions'])} partitions, not {PARTITIONS}")
