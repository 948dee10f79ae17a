"""Reading the gate's copy of consent state."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import orjson
import psycopg

from services.disclosure.domain.subject_state import NOTHING_ON_FILE, SubjectState, subject_state_from
from services.disclosure.use_cases.ports import ConsentCopy, SubjectKey
from shared.messaging.partitions import partition_of
from shared.subject_references import SubjectUncertain, key_id_of, on_record

# FOR SHARE makes the projector wait for decisions under way, and decisions that come later see its new version.
_READ_ONE = """
    SELECT beat.at, copied.state, EXISTS (SELECT FROM reference_keys WHERE key_id <> %s)
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
_READ_KEYS = "SELECT key_id FROM reference_keys"

Heartbeats = Mapping[int, datetime]


class ConsentCopies:
    """The copy, inside one transaction."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def read(self, keys: Iterable[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy]:
        """Return what is known of each subject, locked against change until the transaction ends.

        A subject of whom nothing has been heard has an empty state, as of the heartbeats of every partition in
        which it could be; if it could also be under a key that was not asked for, nothing can be said of it.
        """
        wanted = sorted(set(keys))
        # One reference is the usual case, and arrays would cost it several times what the reading does.
        if len(wanted) == 1 and len(wanted[0].references) == 1:
            return {wanted[0]: self._read_one(wanted[0].controller, wanted[0].references[0])}
        return self._read_many(wanted)

    def _read_one(self, controller: str, reference: str) -> ConsentCopy:
        parameters = (key_id_of(reference), partition_of(reference), controller, reference)
        row = self._connection.execute(_READ_ONE, parameters).fetchone()
        assert row
        complete_until, state, other_keys = row
        return ConsentCopy(reference, _state(state), None if state is None and other_keys else complete_until)

    def _read_many(self, wanted: list[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy]:
        # The heartbeats first: what is read after them is at least as new as they say.
        heartbeats: Heartbeats = dict(self._connection.execute(_READ_HEARTBEATS).fetchall())
        keys = frozenset(key_id for (key_id,) in self._connection.execute(_READ_KEYS))
        found: dict[SubjectKey, ConsentCopy] = {}
        for controller, group in groupby(wanted, key=lambda key: key.controller):
            asked = list(group)
            references = [reference for key in asked for reference in key.references]
            states = dict(self._connection.execute(_READ_MANY, (controller, references)).fetchall())
            found |= {key: _copy(key.references, states, keys, heartbeats) for key in asked}
        return found


def _copy(
    references: Sequence[str], states: Mapping[str, str], keys: frozenset[str], heartbeats: Heartbeats
) -> ConsentCopy:
    try:
        reference = on_record(references, states, keys)
    except SubjectUncertain:
        return ConsentCopy(references[0], NOTHING_ON_FILE, None)
    if reference is None:
        return ConsentCopy(references[0], NOTHING_ON_FILE, _all_complete_until(references, heartbeats))
    return ConsentCopy(reference, _state(states[reference]), heartbeats.get(partition_of(reference)))


def _all_complete_until(references: Sequence[str], heartbeats: Heartbeats) -> datetime | None:
    beats = [heartbeats.get(partition_of(reference)) for reference in references]
    known = [beat for beat in beats if beat is not None]
    return min(known) if len(known) == len(beats) else None


def _state(text: str | None) -> SubjectState:
    return subject_state_from(orjson.loads(text)) if text else NOTHING_ON_FILE
