"""What statements ask of the age of those whom rows are about."""

import sqlalchemy as sa

from services.consent.storage.authority_tables import birth_dates
from services.consent.storage.death_clauses import has_died
from services.consent.use_cases.authority_ports import Due


def come_of_age(table: sa.Table, due: Due) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions that somebody may decide; a child who has died does not come to decide about anything."""
    return old_enough(table, due), ~has_died(table, due.day)


def not_lapsed(table: sa.Table, due: Due) -> sa.ColumnElement[bool]:
    return sa.or_(table.c.valid_until.is_(None), table.c.valid_until > due.day)


def old_enough(table: sa.Table, due: Due) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        birth_dates.c.controller == table.c.controller,
        birth_dates.c.subject == table.c.subject,
        birth_dates.c.born <= due.born_by,
    )
