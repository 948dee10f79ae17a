"""What statements ask of the deaths of those whom rows are about."""

from datetime import date

import sqlalchemy as sa

from services.consent.storage.death_tables import death_retractions, deaths


def day_of_death(table: sa.FromClause) -> sa.ScalarSelect[date]:
    """Return the day on which the subject of a row has died; null where no death is on record."""
    return sa.select(deaths.c.died_on).where(_stands(table)).scalar_subquery()


def has_died(table: sa.FromClause, day: date) -> sa.ColumnElement[bool]:
    """Return the condition that the subject of a row has died by a day."""
    return sa.exists().where(_stands(table), deaths.c.died_on <= day)


def _stands(table: sa.FromClause) -> sa.ColumnElement[bool]:
    retracted = sa.exists().where(death_retractions.c.death_id == deaths.c.id)
    return sa.and_(deaths.c.controller == table.c.controller, deaths.c.subject == table.c.subject, ~retracted)
