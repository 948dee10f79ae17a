"""Objections and their lifts in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.consent.domain.objection import Answer, Lift, Objection
from services.consent.domain.reach import Reach
from services.consent.storage.birth_dates import with_birth_date
from services.consent.storage.objection_backlog import AWAITING_SINCE, awaiting_ids
from services.consent.storage.rows import (
    answer_from,
    answer_values,
    lift_from,
    lift_values,
    objection_from,
    objection_values,
)
from services.consent.storage.tables import objection_answers, objection_lifts, objections
from services.consent.storage.within_reach import of_subjects, within
from services.consent.use_cases.ports import PlaceByMoment


class ObjectionRows:
    """The port Objections, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, objection: Objection) -> None:
        self._connection.execute(objections.insert(), objection_values(objection))

    def add_lift(self, objection_id: str, lift: Lift) -> None:
        self._connection.execute(objection_lifts.insert(), {"objection_id": objection_id, **lift_values(lift)})

    def add_answer(self, objection_id: str, answer: Answer) -> None:
        self._connection.execute(objection_answers.insert(), {"objection_id": objection_id, **answer_values(answer)})

    def find(self, objection_id: str, reach: Reach) -> Objection | None:
        found = self._matching(within(self._connection, reach, objections, objections.c.id == objection_id))
        return found[0] if found else None

    def of_ids(self, objection_ids: Sequence[str]) -> list[Objection]:
        return self._matching(objections.c.id.in_(objection_ids)) if objection_ids else []

    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Objection]:
        """Return the subjects' objections, each subject's in the order they were recorded."""
        return self._matching(of_subjects(self._connection, objections, controller, subjects, reach))

    def awaiting_answer(self, controller: str, after: PlaceByMoment | None, limit: int) -> list[Objection]:
        """Return the controller's objections that are to be answered, the oldest first."""
        ids = list(self._connection.execute(awaiting_ids(controller, after, limit)).scalars())
        found = {one.id: one for one in self.of_ids(ids)}
        return [found[one] for one in ids]

    def awaiting_since(self) -> dict[str, datetime]:
        return {row.controller: row.since for row in self._connection.execute(AWAITING_SINCE)}

    def _matching(self, condition: sa.ColumnElement[bool]) -> list[Objection]:
        query = with_birth_date(objections).where(condition).order_by(objections.c.state_version)
        rows = self._connection.execute(query).all()
        ids = [row.id for row in rows]
        lifted = {row.objection_id: lift_from(row) for row in self._of(objection_lifts, ids)}
        answered = {row.objection_id: answer_from(row) for row in self._of(objection_answers, ids)}
        return [objection_from(row, lifted.get(row.id), answered.get(row.id)) for row in rows]

    def _of(self, table: sa.Table, objection_ids: list[str]) -> Sequence[sa.Row[Any]]:
        if not objection_ids:
            return []
        return self._connection.execute(table.select().where(table.c.objection_id.in_(objection_ids))).all()
