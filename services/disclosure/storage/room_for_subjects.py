"""Rows for subjects of whom nothing has been heard: only what is there can be locked against the projector."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import psycopg

from services.disclosure.use_cases.ports import SubjectKey

_MAKE_ROOM = """
    INSERT INTO subject_states (controller, subject, version, state)
    SELECT %s, subject, 0, '' FROM unnest(%s::text[]) AS asked (subject) ORDER BY subject
    ON CONFLICT DO NOTHING
"""
# Should a crash lose such a row, the decisions that locked it have ended, too.
_WITHOUT_WAITING_FOR_DISK = "SET LOCAL synchronous_commit = off"


def make_room(connection: psycopg.Connection[Any], keys: Sequence[SubjectKey]) -> None:
    """Make a row for every reference that has none, in a transaction of its own; what was begun before is given up.

    So nobody waits for the decision that needs the row, and locks are still taken in one order.
    """
    connection.rollback()
    connection.execute(_WITHOUT_WAITING_FOR_DISK)
    for controller, references in references_of(keys):
        connection.execute(_MAKE_ROOM, (controller, references))
    connection.commit()


def references_of(keys: Sequence[SubjectKey]) -> Iterator[tuple[str, list[str]]]:
    """Yield each controller with every reference of its subjects; the keys come sorted."""
    for controller, group in groupby(keys, key=lambda key: key.controller):
        yield controller, sorted({reference for key in group for reference in key.references})
