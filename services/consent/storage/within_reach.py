"""The part of a statement that keeps it within a caller's reach."""

import sqlalchemy as sa

from services.consent.domain.reach import Reach


def within(reach: Reach, table: sa.Table, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return a condition that no row out of reach meets, so that it is looked for, and missed, like one not there."""
    limits = [table.c.controller.in_(reach.controllers)]
    if reach.subjects is not None:
        limits.append(table.c.subject.in_(reach.subjects))
    return sa.and_(condition, *limits)
