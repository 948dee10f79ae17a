"""Reading the gate's copy of consent state."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
import psycopg

from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.subject_state import NOTHING_ON_FILE, SubjectState
from services.disclosure.storage.room_for_subjects import make_room, references_of
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
_VERSION = "SELECT version FROM subject_states WHERE controller = %s AND subject = %s"

Heartbeats = Mapping[int, datetime]


class ConsentCopies:
    """The copy, inside one transaction."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def read(self, keys: Iterable[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy]:
        """Return what is known of each subject, locked against change until the transaction ends.

        A subject of whom nothing has been heard has an empty state, as of the heartbeats of every partition in
        which it could be; if it could also be under a key that was not asked for, nothing can be said of it.

        References that are asked for the first time get rows in a transaction of their own, so this comes first in a
        unit of work.
        """
        wanted = sorted(set(keys))
        found = self._read(wanted)
        if found is None:
            make_room(self._connection, wanted)
            found = self._read(wanted)
        assert found is not None
        return found

    def version(self, controller: str, reference: str) -> int:
        """Return which version has been committed, 0 if none; nothing is locked."""
        row = self._connection.execute(_VERSION, (controller, reference)).fetchone()
        return row[0] if row else 0

    def _read(self, wanted: list[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy] | None:
        """Return None if there is a reference without a row."""
        # One reference is the usual case, and arrays would cost it several times what the reading does.
        if len(wanted) == 1 and len(wanted[0].references) == 1:
            copy = self._read_one(wanted[0].controller, wanted[0].references[0])
            return {wanted[0]: copy} if copy else None
        return self._read_many(wanted)

    def _read_one(self, controller: str, reference: str) -> ConsentCopy | None:
        parameters = (key_id_of(reference), partition_of(reference), controller, reference)
        row = self._connection.execute(_READ_ONE, parameters).fetchone()
        assert row
        complete_until, state, other_keys = row
        if state is None:
            return None
        certain = bool(state) or not other_keys
        return ConsentCopy(reference, _state(state), complete_until if certain else None, certain)

    def _read_many(self, wanted: list[SubjectKey]) -> Mapping[SubjectKey, ConsentCopy] | None:
        # The heartbeats first: what is read after them is at least as new as they say. The keys last: while the
        # states are locked, no key is added.
        heartbeats: Heartbeats = dict(self._connection.execute(_READ_HEARTBEATS).fetchall())
        states: dict[tuple[str, str], str] = {}
        for controller, references in references_of(wanted):
            rows = self._connection.execute(_READ_MANY, (controller, references)).fetchall()
            if len(rows) < len(references):
                return None
            states |= {(controller, reference): state for reference, state in rows if state}
        keys = frozenset(key_id for (key_id,) in self._connection.execute(_READ_KEYS))
        return {key: _copy(key, states, keys, heartbeats) for key in wanted}


def _copy(
    key: SubjectKey, states: Mapping[tuple[str, str], str], keys: frozenset[str], heartbeats: Heartbeats
) -> ConsentCopy:
    recorded = [reference for reference in key.references if (key.controller, reference) in states]
    try:
        reference = on_record(key.references, recorded, keys)
    except SubjectUncertain:
        return ConsentCopy(key.references[0], NOTHING_ON_FILE, None, certain=False)
    if reference is None:
        return ConsentCopy(key.references[0], NOTHING_ON_FILE, _all_complete_until(key.references, heartbeats))
    state = _state(states[key.controller, reference])
    return ConsentCopy(reference, state, heartbeats.get(partition_of(reference)))


def _all_complete_until(references: Sequence[str], heartbeats: Heartbeats) -> datetime | None:
    beats = [heartbeats.get(partition_of(reference)) for reference in references]
    known = [beat for beat in beats if beat is not None]
    return min(known) if len(known) == len(beats) else None


def _state(text: str) -> SubjectState:
    return subject_state_from(orjson.loads(text)) if text else NOTHING_ON_FILE
