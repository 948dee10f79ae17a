"""The part of a statement that keeps it within a caller's reach."""

import sqlalchemy as sa

from services.consent.domain.reach import Reach
from services.consent.storage.acting import acts_for


def within(reach: Reach, table: sa.Table, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return a condition that no row out of reach meets, so that it is looked for, and missed, like one not there."""
    limits: list[sa.ColumnElement[bool]] = [table.c.controller.in_(reach.controllers)]
    if reach.subjects is not None:
        own = table.c.subject.in_(reach.subjects)
        limits.append(own if reach.acting is None else sa.or_(own, acts_for(reach, table)))
    return sa.and_(condition, *limits)
