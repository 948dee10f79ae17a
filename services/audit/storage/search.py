"""The statement of a search."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.audit.domain.entry import Entry
from services.audit.domain.entry_kind import TYPES, EntryKind
from services.audit.storage.tables import entries
from services.audit.use_cases.entry_filter import EntryFilter, PlaceInLog

_COLUMNS = [entries.c[name] for name in Entry._fields]
_EQUAL = ("type", "recipient_kind", "recipient_id", "purpose", "outcome", "decision_id", "client")


def search_statement(entry_filter: EntryFilter, after: PlaceInLog | None, limit: int) -> sa.Select[Any]:
    """Return the newest entries of each controller, put in one order.

    One search per controller can walk an index that starts with the controller and stop after `limit` entries;
    a single search over several controllers would have to read and sort all of them.
    """
    controllers = (
        sa.func.unnest(sa.cast(list(entry_filter.controllers), ARRAY(sa.Text)))
        .table_valued("controller")
        .render_derived(name="wanted")
    )
    newest = (
        sa.select(*_COLUMNS)
        .where(entries.c.controller == controllers.c.controller, *_conditions(entry_filter, after))
        .order_by(entries.c.occurred_at.desc(), entries.c.id.desc())
        .limit(limit)
        .lateral()
    )
    return (
        sa.select(newest)
        .select_from(controllers.join(newest, sa.true()))
        .order_by(newest.c.occurred_at.desc(), newest.c.id.desc())
        .limit(limit)
    )


def _conditions(entry_filter: EntryFilter, after: PlaceInLog | None) -> list[sa.ColumnElement[bool]]:
    stated = {name: value for name in _EQUAL if (value := getattr(entry_filter, name)) is not None}
    conditions = [entries.c[name] == value for name, value in stated.items()]
    if entry_filter.kind:
        conditions.append(_is_of(entry_filter.kind))
    if entry_filter.since:
        conditions.append(entries.c.occurred_at >= entry_filter.since)
    if entry_filter.until:
        conditions.append(entries.c.occurred_at < entry_filter.until)
    if entry_filter.subjects is not None:
        conditions.append(entries.c.subject.in_(entry_filter.subjects))
    if entry_filter.reason is not None:
        conditions.append(entries.c.reasons.contains([entry_filter.reason]))
    if after:
        place = sa.tuple_(sa.literal(after.occurred_at), sa.literal(after.id, entries.c.id.type))
        conditions.append(sa.tuple_(entries.c.occurred_at, entries.c.id) < place)
    return conditions


def _is_of(kind: EntryKind) -> sa.ColumnElement[bool]:
    if kind is EntryKind.OTHER:
        return entries.c.type.not_in(sorted(frozenset().union(*TYPES.values())))
    return entries.c.type.in_(sorted(TYPES[kind]))
