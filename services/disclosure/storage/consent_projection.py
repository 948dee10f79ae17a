"""Writing the gate's copy of consent state."""

from collections.abc import Sequence

import sqlalchemy as sa

from services.disclosure.domain.state_message import Heartbeat, Malformed, State
from shared.subject_references import key_id_of

_KEEP_STATE = sa.text(
    "INSERT INTO subject_states (controller, subject, version, state)"
    " VALUES (:controller, :subject, :version, :state)"
    " ON CONFLICT (controller, subject) DO UPDATE SET version = excluded.version, state = excluded.state"
    " WHERE subject_states.version < excluded.version"
)
_KEEP_VERSION = sa.text(
    "INSERT INTO subject_state_versions (controller, subject, version, state)"
    " VALUES (:controller, :subject, :version, :state) ON CONFLICT DO NOTHING"
)
# Decisions under way have looked for their subjects under the keys that they knew; a new one waits for all of them.
_UNKNOWN_KEYS = sa.text("SELECT unnest(CAST(:keys AS text[])) EXCEPT SELECT key_id FROM reference_keys")
_WAIT_FOR_EVERY_DECISION = sa.text("LOCK TABLE subject_states IN EXCLUSIVE MODE")
_KEEP_KEY = sa.text("INSERT INTO reference_keys (key_id) VALUES (:key_id) ON CONFLICT DO NOTHING")
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


class ConsentProjection:
    """The copy, inside the transaction that also stores the consumer's position."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep_states(self, states: Sequence[State]) -> None:
        """Keep every version, the newest of each subject as its copy, and the keys of their references."""
        # One order for all writers and readers of several rows, so that none can deadlock.
        self._keep_keys(sorted({key_id_of(state.subject) for state in states}))
        ordered = sorted(states, key=lambda state: (state.controller, state.subject, state.version))
        newest = {(state.controller, state.subject): state for state in ordered}
        self._write(_KEEP_VERSION, [_row(state) for state in ordered])
        self._write(_KEEP_STATE, [_row(state) for state in newest.values()])

    def _keep_keys(self, keys: list[str]) -> None:
        if keys and self._connection.execute(_UNKNOWN_KEYS, {"keys": keys}).first():
            self._connection.execute(_WAIT_FOR_EVERY_DECISION)
            self._write(_KEEP_KEY, [{"key_id": key_id} for key_id in keys])

    def keep_heartbeats(self, heartbeats: Sequence[Heartbeat]) -> None:
        """Keep the latest heartbeat of each partition that has no unreadable record."""
        newest = {beat.partition: beat for beat in sorted(heartbeats, key=lambda beat: beat.at)}
        self._write(
            _KEEP_HEARTBEAT, [{"partition": partition, "at": beat.at} for partition, beat in sorted(newest.items())]
        )

    def quarantine(self, malformed: Sequence[Malformed]) -> None:
        """Keep unreadable records with their bytes; one that is there already is not kept twice."""
        self._write(
            _QUARANTINE,
            [
                {
                    "topic_id": record.topic_id,
                    "partition": record.partition,
                    "offset": record.offset,
                    "reason": record.reason,
                    "value": record.value,
                }
                for record in malformed
            ],
        )

    def _write(self, statement: sa.TextClause, rows: list[dict[str, object]]) -> None:
        if rows:
            self._connection.execute(statement, rows)


def _row(state: State) -> dict[str, object]:
    return {
        "controller": state.controller,
        "subject": state.subject,
        "version": state.version,
        "state": state.document,
    }
