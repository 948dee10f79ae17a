"""Objections that await the controller's answer, in PostgreSQL."""

import sqlalchemy as sa

from services.consent.domain.objection import ANSWERABLE
from services.consent.storage.tables import objection_answers, objection_lifts, objections
from services.consent.use_cases.ports import PlaceByMoment


def awaits_answer() -> sa.ColumnElement[bool]:
    """Return the condition that an objection is to be weighed, and was neither answered nor lifted."""
    return sa.and_(
        # Written out, so that the index of these is used.
        objections.c.kind == sa.literal_column(f"'{ANSWERABLE}'"),
        *(
            ~sa.exists().where(table.c.objection_id == objections.c.id)
            for table in (objection_answers, objection_lifts)
        ),
    )


def awaiting_ids(controller: str, after: PlaceByMoment | None, limit: int) -> sa.Select[tuple[str]]:
    """Return the query for the ids of those of a controller, the oldest first."""
    query = (
        sa.select(objections.c.id)
        .where(objections.c.controller == controller, awaits_answer())
        .order_by(objections.c.raised_at, objections.c.id)
        .limit(limit)
    )
    if after is None:
        return query
    place = sa.tuple_(sa.literal(after.moment), sa.cast(after.id, sa.Uuid))
    return query.where(sa.tuple_(objections.c.raised_at, objections.c.id) > place)


AWAITING_SINCE = (
    sa.select(objections.c.controller, sa.func.min(objections.c.raised_at).label("since"))
    .where(awaits_answer())
    .group_by(objections.c.controller)
)
