"""The part of a statement that keeps it within a caller's reach."""

from collections.abc import Sequence

import sqlalchemy as sa

from services.consent.domain.delegation import Delegation
from services.consent.domain.reach import Reach
from services.consent.storage.acting import delegations_to_act_by
from services.consent.storage.part_clauses import lies_within


def within(
    connection: sa.Connection, reach: Reach, table: sa.Table, condition: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """Return a condition that no row out of reach meets, so that it is looked for, and missed, like one not there."""
    limits: list[sa.ColumnElement[bool]] = [table.c.controller.in_(reach.controllers)]
    if reach.subjects is not None:
        others = (_of(one, table) for one in delegations_to_act_by(connection, reach))
        limits.append(sa.or_(table.c.subject.in_(reach.subjects), *others))
    return sa.and_(condition, *limits)


def of_subjects(
    connection: sa.Connection, table: sa.Table, controller: str, subjects: Sequence[str], reach: Reach | None
) -> sa.ColumnElement[bool]:
    """Return the condition that a row is about one of these subjects and, where there is one, within a reach."""
    condition = sa.and_(table.c.controller == controller, table.c.subject.in_(subjects))
    return condition if reach is None else within(connection, reach, table, condition)


def _of(delegation: Delegation, table: sa.Table) -> sa.ColumnElement[bool]:
    about = table.c.controller == delegation.controller, table.c.subject == delegation.subject
    return sa.and_(*about, lies_within(table, delegation.mandate.part))
