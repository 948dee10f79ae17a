"""The events of consent.changes.v1 in their final order, read from the outbox."""

from collections.abc import Sequence

import sqlalchemy as sa

from services.consent.domain.change import PlaceInOrder, SettledChange

# The order and the horizon are those of shared/messaging/outbox_reader.py: a row is shown once no transaction that
# began before its own can still commit. Each controller's rows are read in the order of its own part of the index.
_READ = sa.text(
    """
    SELECT found.xid::text, found.seq, found.type, found.payload
    FROM pg_current_snapshot() AS snapshot, unnest(CAST(:controllers AS text[])) AS wanted (controller)
    CROSS JOIN LATERAL (
        SELECT xid, seq, type, payload FROM outbox
        WHERE controller = wanted.controller
            AND (xid, seq) > (CAST(:xid AS xid8), :seq) AND xid < pg_snapshot_xmin(snapshot)
        ORDER BY xid, seq LIMIT :limit
    ) AS found
    ORDER BY found.xid, found.seq LIMIT :limit
    """
)


class ChangeRows:
    """The port Changes, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def after(self, place: PlaceInOrder, controllers: Sequence[str], limit: int) -> list[SettledChange]:
        sought = {"xid": place.transaction, "seq": place.sequence, "controllers": list(controllers), "limit": limit}
        return [
            SettledChange(PlaceInOrder(row.xid, row.seq), row.type, bytes(row.payload))
            for row in self._connection.execute(_READ, sought)
        ]
