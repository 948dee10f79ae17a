"""The consumer's handler: keeps the gate's copy of consent state from consent.states.v1."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
import structlog

from services.disclosure.domain.state_message import Heartbeat, Malformed, State
from services.disclosure.messaging.read_state_record import read_state_record
from services.disclosure.use_cases.ports import ConsentProjection
from shared.messaging.consumer import Handler, Record
from shared.metrics import CONSENT_COPY_COMPLETE, QUARANTINED

CONSUMER = "disclosure-consumer"

log = structlog.get_logger()


def consent_state_handler(open_projection: Callable[[sa.Connection], ConsentProjection]) -> Handler:
    """Return the function that the consumer calls inside the transaction that also stores its position."""

    def project(connection: sa.Connection, records: Sequence[Record]) -> None:
        read = [read_state_record(record) for record in records]
        malformed = [found for found in read if isinstance(found, Malformed)]
        heartbeats = [found for found in read if isinstance(found, Heartbeat)]
        projection = open_projection(connection)
        projection.quarantine(malformed)
        projection.keep_states([found for found in read if isinstance(found, State)])
        projection.keep_heartbeats(heartbeats)
        _report(malformed, heartbeats)

    return project


def _report(malformed: Sequence[Malformed], heartbeats: Sequence[Heartbeat]) -> None:
    for beat in heartbeats:
        CONSENT_COPY_COMPLETE.labels(partition=beat.partition).set(beat.at.timestamp())
    for record in malformed:
        QUARANTINED.labels(consumer=CONSUMER, reason=record.reason).inc()
        log.error("unreadable consent state", partition=record.partition, offset=record.offset, reason=record.reason)
