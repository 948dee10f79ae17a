"""When subjects were born for whom something was decided by custody, in PostgreSQL."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.consent.storage.authority_tables import birth_dates


class BirthDateRows:
    """The port BirthDates, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, controller: str, subject: str, born: date) -> None:
        values = {"controller": controller, "subject": subject, "born": born}
        self._connection.execute(insert(birth_dates).values(values).on_conflict_do_nothing())

    def of(self, controller: str, subject: str) -> date | None:
        """Return when a subject was born, where that is kept."""
        of_subject = sa.and_(birth_dates.c.controller == controller, birth_dates.c.subject == subject)
        return self._connection.scalar(sa.select(birth_dates.c.born).where(of_subject))


def with_birth_date(table: sa.Table) -> sa.Select[Any]:
    """Return a query of a table's rows, each with its subject's date of birth where that is kept."""
    of_subject = sa.and_(birth_dates.c.controller == table.c.controller, birth_dates.c.subject == table.c.subject)
    return sa.select(table, birth_dates.c.born.label("subject_born")).outerjoin_from(table, birth_dates, of_subject)
