"""Deaths on record, in PostgreSQL."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.consent.domain.consent import Recorded
from services.consent.domain.death import Death
from services.consent.domain.reach import Reach
from services.consent.storage.death_tables import death_retractions, deaths
from services.consent.storage.rows import evidence_from, evidence_values, recorded_from, recorded_values
from services.consent.storage.within_reach import of_subjects, within


class DeathRows:
    """The port Deaths, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, death: Death) -> None:
        values = {
            "id": death.id,
            "controller": death.controller,
            "subject": death.subject,
            "died_on": death.died_on,
            "evidence": evidence_values(death.evidence),
        }
        self._connection.execute(deaths.insert(), values | recorded_values(death.recorded))

    def retract(self, death_id: str, recorded: Recorded) -> None:
        self._connection.execute(death_retractions.insert(), {"death_id": death_id, **recorded_values(recorded)})

    def find(self, death_id: str, reach: Reach) -> Death | None:
        found = self._matching(within(self._connection, reach, deaths, deaths.c.id == death_id))
        return found[0] if found else None

    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Death]:
        """Return what was recorded of these subjects, each subject's in the order it was recorded."""
        return self._matching(of_subjects(self._connection, deaths, controller, subjects, reach))

    def _matching(self, condition: sa.ColumnElement[bool]) -> list[Death]:
        rows = self._connection.execute(deaths.select().where(condition).order_by(deaths.c.state_version)).all()
        retracted = self._retractions([row.id for row in rows])
        return [_death_from(row, retracted.get(row.id)) for row in rows]

    def _retractions(self, ids: list[str]) -> dict[str, Recorded]:
        query = death_retractions.select().where(death_retractions.c.death_id.in_(ids))
        return {row.death_id: recorded_from(row) for row in self._connection.execute(query)} if ids else {}


def _death_from(row: sa.Row[Any], retracted: Recorded | None) -> Death:
    return Death(
        id=row.id,
        controller=row.controller,
        subject=row.subject,
        died_on=row.died_on,
        recorded=recorded_from(row),
        evidence=evidence_from(row.evidence),
        retracted=retracted,
    )
