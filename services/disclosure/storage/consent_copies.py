"""Reading the gate's copy of consent state."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import psycopg

from services.disclosure.domain.subject_state import NOTHING_ON_FILE, SubjectState, subject_state_from
from services.disclosure.use_cases.ports import ConsentCopy, SubjectKey
from shared.messaging.partitions import partition_of

# FOR SHARE makes the projector wait for decisions under way, and decisions that come later see its new
# version. Rows are locked in one order everywhere, so that batches and the projector cannot deadlock.
_READ = """
    WITH copied AS (
        SELECT controller, subject, state FROM subject_states
        WHERE (controller, subject) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
        ORDER BY controller, subject FOR SHARE
    )
    SELECT NULL AS partition, NULL AS at, controller, subject, state FROM copied
    UNION ALL SELECT partition, at, NULL, NULL, NULL FROM heartbeats
"""


class ConsentCopies:
    """The copy, inside one transaction."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def read(self, keys: Iterable[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy]:
        """Return what is known of each subject, locked against change until the transaction ends.

        A subject of whom nothing has been heard has an empty state, as of its partition's heartbeat.
        """
        wanted = sorted(set(keys))
        parameters = ([key.controller for key in wanted], [key.subject for key in wanted])
        rows = self._connection.execute(_READ, parameters).fetchall()
        heartbeats = {partition: at for partition, at, *_ in rows if partition is not None}
        states = {SubjectKey(row[2], row[3]): row[4] for row in rows if row[0] is None}
        return {key: ConsentCopy(_state(states.get(key)), heartbeats.get(partition_of(key.subject))) for key in wanted}


def _state(text: str | None) -> SubjectState:
    return subject_state_from(json.loads(text)) if text else NOTHING_ON_FILE
