"""Imports and their lines in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from services.consent.domain.consent_import import ConsentImport, DecidedLine, Line, Outcome
from services.consent.storage.import_rows import (
    decided_from,
    decided_values,
    import_from,
    import_values,
    line_from,
    line_values,
)
from services.consent.storage.import_tables import consent_import_lines, consent_imports
from services.consent.storage.locks import is_lock_taken

_LINES = consent_import_lines.c


class ImportRows:
    """The port Imports, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, one: ConsentImport) -> None:
        self._connection.execute(consent_imports.insert(), import_values(one))

    def add_lines(self, import_id: str, lines: Sequence[Line]) -> None:
        self._connection.execute(consent_import_lines.insert(), [line_values(import_id, line) for line in lines])

    def received(self, import_id: str, lines: int) -> None:
        self._update(import_id, lines=lines)

    def forget(self, import_id: str) -> None:
        self._forget(_LINES.import_id == import_id)

    def forget_broken_off(self, before: datetime) -> None:
        broken_off = sa.select(consent_imports.c.id).where(
            consent_imports.c.lines.is_(None),
            consent_imports.c.finished_at.is_(None),
            consent_imports.c.received_at < before,
        )
        self._forget(_LINES.import_id.in_(broken_off))

    def take(self, import_id: str | None) -> ConsentImport | None:
        """Return an unfinished import that no other transaction has taken.

        By an advisory lock: one on the row would be a write, and give the transaction its place among the events
        before its subjects are locked.
        """
        query = consent_imports.select().where(
            consent_imports.c.lines.is_not(None), consent_imports.c.finished_at.is_(None)
        )
        if import_id is not None:
            query = query.where(consent_imports.c.id == import_id)
        for row in self._connection.execute(query.order_by(consent_imports.c.id)).all():
            if is_lock_taken(self._connection, f"import {row.id}"):
                return import_from(row)
        return None

    def undecided(self, import_id: str, limit: int) -> list[Line]:
        query = (
            consent_import_lines.select()
            .where(_LINES.import_id == import_id, _LINES.outcome.is_(None))
            .order_by(_LINES.line)
            .limit(limit)
        )
        return [line_from(row) for row in self._connection.execute(query)]

    def decide(self, import_id: str, decided: Sequence[DecidedLine]) -> None:
        if decided:
            update = consent_import_lines.update().where(
                _LINES.import_id == sa.bindparam("of_import"), _LINES.line == sa.bindparam("number")
            )
            self._connection.execute(
                update.values(said=sa.null()), [decided_values(import_id, line) for line in decided]
            )

    def finish(self, import_id: str, at: datetime) -> None:
        self._update(import_id, finished_at=at)

    def find(self, import_id: str, controllers: frozenset[str]) -> ConsentImport | None:
        query = consent_imports.select().where(
            consent_imports.c.id == import_id, consent_imports.c.controller.in_(controllers)
        )
        row = self._connection.execute(query).one_or_none()
        return import_from(row) if row else None

    def counts(self, import_id: str) -> Mapping[Outcome | None, int]:
        query = sa.select(_LINES.outcome, sa.func.count()).where(_LINES.import_id == import_id).group_by(_LINES.outcome)
        return {outcome and Outcome(outcome): count for outcome, count in self._connection.execute(query)}

    def lines(self, import_id: str, after: int, limit: int) -> list[DecidedLine]:
        query = consent_import_lines.select().where(_LINES.import_id == import_id, _LINES.line > after)
        return [decided_from(row) for row in self._connection.execute(query.order_by(_LINES.line).limit(limit))]

    def _update(self, import_id: str, **values: object) -> None:
        self._connection.execute(consent_imports.update().where(consent_imports.c.id == import_id).values(**values))

    def _forget(self, which: sa.ColumnElement[bool]) -> None:
        update = consent_import_lines.update().where(which, _LINES.said.is_not(None))
        self._connection.execute(update.values(said=sa.null()))
