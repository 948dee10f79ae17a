"""Reading the gate's copy of consent state."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

import orjson
import psycopg

from services.disclosure.domain.subject_state import NOTHING_ON_FILE, SubjectState, subject_state_from
from services.disclosure.use_cases.ports import ConsentCopy, SubjectKey
from shared.messaging.partitions import partition_of

# FOR SHARE makes the projector wait for decisions under way, and decisions that come later see its new version.
_READ_ONE = """
    SELECT beat.at, copied.state
    FROM (SELECT %s::integer AS partition) AS asked
    LEFT JOIN heartbeats AS beat USING (partition)
    LEFT JOIN LATERAL
        (SELECT state FROM subject_states WHERE controller = %s AND subject = %s FOR SHARE) AS copied ON true
"""
# Rows are locked in one order everywhere, so that batches and the projector cannot deadlock.
_READ_MANY = """
    SELECT subject, state FROM subject_states WHERE controller = %s AND subject = ANY(%s) ORDER BY subject FOR SHARE
"""
_READ_HEARTBEATS = "SELECT partition, at FROM heartbeats"


class ConsentCopies:
    """The copy, inside one transaction."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def read(self, keys: Iterable[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy]:
        """Return what is known of each subject, locked against change until the transaction ends.

        A subject of whom nothing has been heard has an empty state, as of its partition's heartbeat.
        """
        wanted = sorted(set(keys))
        # One subject is the usual case, and arrays would cost it several times what the reading does.
        if len(wanted) == 1:
            return {wanted[0]: self._read_one(wanted[0])}
        return self._read_many(wanted)

    def _read_one(self, key: SubjectKey) -> ConsentCopy:
        parameters = (partition_of(key.subject), key.controller, key.subject)
        row = self._connection.execute(_READ_ONE, parameters).fetchone()
        assert row
        return ConsentCopy(_state(row[1]), row[0])

    def _read_many(self, wanted: list[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy]:
        heartbeats: dict[int, datetime] = dict(self._connection.execute(_READ_HEARTBEATS).fetchall())
        states = {}
        for controller, group in groupby(wanted, key=lambda key: key.controller):
            parameters = (controller, [key.subject for key in group])
            for subject, state in self._connection.execute(_READ_MANY, parameters):
                states[SubjectKey(controller, subject)] = state
        return {key: ConsentCopy(_state(states.get(key)), heartbeats.get(partition_of(key.subject))) for key in wanted}


def _state(text: str | None) -> SubjectState:
    return subject_state_from(orjson.loads(text)) if text else NOTHING_ON_FILE
