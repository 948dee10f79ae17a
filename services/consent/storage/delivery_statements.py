"""The statements of the queue of deliveries. The clock is the database's, which all processes share."""

import sqlalchemy as sa

_STANDING = """
    SELECT webhooks.*, newest.status FROM webhooks CROSS JOIN LATERAL (
        SELECT status FROM webhook_statuses WHERE webhook_id = webhooks.id ORDER BY seq DESC LIMIT 1
    ) AS newest
"""
_ACTIVE = f"SELECT * FROM ({_STANDING}) AS standing WHERE status = 'active'"  # noqa: S608 - nothing of a request is in it

# LIMIT makes this one look into the index for each webhook, whatever the statistics say.
BEHIND = sa.text(
    f"""
    SELECT active.id::text, active.controller, active.event_types
    FROM ({_ACTIVE}) AS active JOIN webhook_cursors AS place ON place.webhook_id = active.id CROSS JOIN LATERAL (
        SELECT FROM outbox
        WHERE controller = active.controller AND (xid, seq) > (place.xid, place.seq)
            AND xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY xid, seq LIMIT 1
    ) AS unread
    """  # noqa: S608 - nothing of a request is in it
)

PLACE = sa.text(
    "SELECT xid::text, seq FROM webhook_cursors WHERE webhook_id = CAST(:id AS uuid) FOR UPDATE SKIP LOCKED"
)
MOVE = sa.text("UPDATE webhook_cursors SET xid = CAST(:xid AS xid8), seq = :seq WHERE webhook_id = CAST(:id AS uuid)")

# A claim is a short transaction: of the rows that are due, those that nobody else is claiming get a later time at
# which they are due. Until then they are this process's, and if it is killed, anybody's afterwards.
CLAIM = sa.text(
    f"""
    WITH chosen AS MATERIALIZED (
        SELECT due.id, active.controller, active.url
        FROM ({_ACTIVE}) AS active
        LEFT JOIN unnest(CAST(:webhooks AS uuid[]), CAST(:counts AS int[])) AS busy (id, count) ON busy.id = active.id
        CROSS JOIN LATERAL (
            SELECT id FROM webhook_deliveries
            WHERE webhook_id = active.id AND status = 'waiting' AND due_at <= statement_timestamp()
            ORDER BY due_at, id LIMIT greatest(:most_at_once - coalesce(busy.count, 0), 0)
            FOR UPDATE SKIP LOCKED
        ) AS due
    ), claimed AS (
        UPDATE webhook_deliveries AS delivery
        SET claim = CAST(:claim AS uuid), tries = tries + 1,
            due_at = statement_timestamp() + make_interval(secs => :seconds)
        FROM chosen WHERE delivery.id = chosen.id
        RETURNING delivery.*, chosen.controller, chosen.url
    )
    SELECT claimed.id::text, claimed.webhook_id::text, claimed.controller, claimed.url, claimed.tries, outbox.payload
    FROM claimed JOIN outbox ON outbox.topic = :topic AND outbox.xid = claimed.xid AND outbox.seq = claimed.seq
    ORDER BY claimed.xid, claimed.seq
    """  # noqa: S608 - nothing of a request is in it
)

DELIVERED = sa.text("UPDATE webhook_deliveries SET status = 'delivered', claim = NULL WHERE id = CAST(:id AS uuid)")
# Whoever has lost the claim has nothing more to say about when it is tried next.
FAILED = sa.text(
    """
    UPDATE webhook_deliveries
    SET status = CASE WHEN CAST(:wait AS float) IS NULL THEN 'dead-letter' ELSE 'waiting' END, claim = NULL,
        due_at = statement_timestamp() + make_interval(secs => coalesce(CAST(:wait AS float), 0))
    WHERE id = CAST(:id AS uuid) AND claim = CAST(:claim AS uuid)
    """
)

BACKLOGS = sa.text(
    f"""
    SELECT standing.controller, min(oldest.waiting_since) AS waiting_since, sum(dead.count) AS dead_letters
    FROM ({_STANDING}) AS standing
    LEFT JOIN LATERAL (
        SELECT waiting_since FROM webhook_deliveries
        WHERE webhook_id = standing.id AND standing.status = 'active' AND webhook_deliveries.status = 'waiting'
        ORDER BY waiting_since LIMIT 1
    ) AS oldest ON true
    CROSS JOIN LATERAL (
        SELECT count(*) FROM webhook_deliveries
        WHERE webhook_id = standing.id AND standing.status <> 'ended' AND webhook_deliveries.status = 'dead-letter'
    ) AS dead
    GROUP BY standing.controller
    """  # noqa: S608 - nothing of a request is in it
)
