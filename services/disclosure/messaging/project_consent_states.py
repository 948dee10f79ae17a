"""The consumer's handler: keeps the gate's copy of consent state from consent.states.v1."""

from collections.abc import Sequence

import sqlalchemy as sa
import structlog

from services.disclosure.messaging.read_state_record import Heartbeat, Malformed, State, read_state_record
from shared.messaging.consumer import Record
from shared.metrics import QUARANTINED

CONSUMER = "disclosure-consumer"

_KEEP_STATE = sa.text(
    "INSERT INTO subject_states (controller, subject, version, state)"
    " VALUES (:controller, :subject, :version, :state)"
    " ON CONFLICT (controller, subject) DO UPDATE SET version = excluded.version, state = excluded.state"
    " WHERE subject_states.version < excluded.version"
)
# A partition with an unreadable record gets no more heartbeats, so the gate stops relying on its copy there
# and asks the consent service instead, until somebody has looked at the record.
_KEEP_HEARTBEAT = sa.text(
    "INSERT INTO heartbeats (partition, at)"
    " SELECT :partition, :at WHERE NOT EXISTS (SELECT FROM quarantine WHERE partition = :partition AND NOT resolved)"
    " ON CONFLICT (partition) DO UPDATE SET at = excluded.at WHERE heartbeats.at < excluded.at"
)
_QUARANTINE = sa.text(
    'INSERT INTO quarantine (topic_id, partition, "offset", reason, value)'
    " VALUES (:topic_id, :partition, :offset, :reason, :value) ON CONFLICT DO NOTHING"
)

log = structlog.get_logger()


def project_consent_states(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Take in states and heartbeats; a version that is already there, or older, changes nothing."""
    read = [read_state_record(record) for record in records]
    _quarantine(connection, [found for found in read if isinstance(found, Malformed)])
    _keep_states(connection, [found for found in read if isinstance(found, State)])
    _keep_heartbeats(connection, [found for found in read if isinstance(found, Heartbeat)])


def _keep_states(connection: sa.Connection, states: Sequence[State]) -> None:
    newest = {(state.controller, state.subject): state for state in sorted(states, key=lambda state: state.version)}
    # One order for all writers and readers of several rows, so that none can deadlock.
    rows = [
        {"controller": controller, "subject": subject, "version": state.version, "state": state.document}
        for (controller, subject), state in sorted(newest.items())
    ]
    if rows:
        connection.execute(_KEEP_STATE, rows)


def _keep_heartbeats(connection: sa.Connection, heartbeats: Sequence[Heartbeat]) -> None:
    newest = {beat.partition: beat for beat in sorted(heartbeats, key=lambda beat: beat.at)}
    if newest:
        rows = [{"partition": partition, "at": beat.at} for partition, beat in sorted(newest.items())]
        connection.execute(_KEEP_HEARTBEAT, rows)


def _quarantine(connection: sa.Connection, malformed: Sequence[Malformed]) -> None:
    for found in malformed:
        record = found.record
        log.error("unreadable consent state", topic=record.topic, partition=record.partition, offset=record.offset)
        QUARANTINED.labels(consumer=CONSUMER, reason=found.reason).inc()
        values = {"topic_id": record.topic_id, "partition": record.partition, "offset": record.offset}
        connection.execute(_QUARANTINE, {**values, "reason": found.reason, "value": record.value})
