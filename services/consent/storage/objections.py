"""Objections and their lifts in PostgreSQL."""

from collections.abc import Sequence

import sqlalchemy as sa

from services.consent.domain.objection import Lift, Objection
from services.consent.storage.rows import lift_from, lift_values, objection_from, objection_values
from services.consent.storage.tables import objection_lifts, objections


class ObjectionRows:
    """The port Objections, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, objection: Objection) -> None:
        self._connection.execute(objections.insert(), objection_values(objection))

    def add_lift(self, objection_id: str, lift: Lift) -> None:
        self._connection.execute(objection_lifts.insert(), {"objection_id": objection_id, **lift_values(lift)})

    def find(self, objection_id: str) -> Objection | None:
        found = self._matching(objections.c.id == objection_id)
        return found[0] if found else None

    def of_subjects(self, controller: str, subjects: Sequence[str]) -> list[Objection]:
        """Return the subjects' objections, each subject's in the order they were recorded."""
        return self._matching(sa.and_(objections.c.controller == controller, objections.c.subject.in_(subjects)))

    def _matching(self, condition: sa.ColumnElement[bool]) -> list[Objection]:
        query = objections.select().where(condition).order_by(objections.c.state_version)
        rows = self._connection.execute(query).all()
        lifted = self._lifts([row.id for row in rows])
        return [objection_from(row, lifted.get(row.id)) for row in rows]

    def _lifts(self, objection_ids: list[str]) -> dict[str, Lift]:
        if not objection_ids:
            return {}
        query = objection_lifts.select().where(objection_lifts.c.objection_id.in_(objection_ids))
        return {row.objection_id: lift_from(row) for row in self._connection.execute(query)}
