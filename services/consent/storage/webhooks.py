"""Webhooks, and their deliveries as callers ask for them, in PostgreSQL."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from services.consent.domain.webhook import (
    Answer,
    Attempt,
    Delivery,
    DeliveryStatus,
    Outcome,
    Webhook,
    WebhookStatus,
)
from services.consent.storage.locks import lock_name
from services.consent.storage.webhook_tables import (
    webhook_redeliveries,
    webhook_statuses,
    webhooks,
)
from shared.events.topics import CONSENT_CHANGES

# Whatever has not ended yet may still commit: from the oldest of it on, a new webhook is told of everything.
_BEGIN = sa.text(
    "INSERT INTO webhook_cursors (webhook_id, xid, seq)"
    " VALUES (:webhook_id, pg_snapshot_xmin(pg_current_snapshot()), 0)"
)
_LISTED = """
    SELECT d.id::text, d.status, d.due_at, o.type, convert_from(o.payload, 'UTF8')::json ->> 'id' AS event_id
    FROM webhook_deliveries d JOIN outbox o ON o.topic = :topic AND o.xid = d.xid AND o.seq = d.seq
    WHERE d.webhook_id = CAST(:webhook_id AS uuid)
"""
_PAGE = sa.text(
    f"""
    {_LISTED} AND d.status = ANY(:statuses) AND (CAST(:before AS uuid) IS NULL OR d.id < CAST(:before AS uuid))
    ORDER BY d.id DESC LIMIT :limit
    """
)
_CHOSEN = sa.text(f"{_LISTED} AND d.id = ANY(:ids) ORDER BY d.id").bindparams(sa.bindparam("ids", type_=ARRAY(UUID)))
_ATTEMPTS = sa.text(
    """
    SELECT a.* FROM unnest(CAST(:ids AS uuid[])) AS wanted (id) CROSS JOIN LATERAL (
        SELECT * FROM webhook_attempts WHERE delivery_id = wanted.id ORDER BY at DESC LIMIT :limit
    ) AS a ORDER BY a.at
    """
).bindparams(sa.bindparam("ids", type_=ARRAY(UUID)))
# What is under way under a claim that holds is left alone: moving it would have it sent twice at once.
_ASK_AGAIN = sa.text(
    """
    UPDATE webhook_deliveries
    SET status = 'waiting', due_at = statement_timestamp(), waiting_since = statement_timestamp(),
        tries = 0, claim = NULL
    WHERE id = ANY(:ids) AND (claim IS NULL OR due_at <= statement_timestamp())
    """
).bindparams(sa.bindparam("ids", type_=ARRAY(UUID)))

MOST_ATTEMPTS_SHOWN = 20


class WebhookRows:
    """The port Webhooks, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def lock(self, name: str) -> None:
        lock_name(self._connection, f"webhook {name}")

    def add(self, webhook: Webhook) -> None:
        values = {
            "id": webhook.id,
            "controller": webhook.controller,
            "url": webhook.url,
            "event_types": None if webhook.event_types is None else list(webhook.event_types),
            "registered_at": webhook.registered_at,
            "registered_by": webhook.registered_by,
        }
        self._connection.execute(webhooks.insert(), values)
        self._connection.execute(_BEGIN, {"webhook_id": webhook.id})
        self.add_status(webhook.id, webhook.status, webhook.registered_at, webhook.registered_by)

    def add_status(self, webhook_id: str, status: WebhookStatus, at: datetime, by: str) -> None:
        values = {"webhook_id": webhook_id, "status": status.value, "at": at, "by": by}
        self._connection.execute(webhook_statuses.insert(), values)

    def find(self, webhook_id: str) -> Webhook | None:
        found = self._matching(webhooks.c.id == webhook_id)
        return found[0] if found else None

    def not_ended(self, controllers: Sequence[str]) -> list[Webhook]:
        found = self._matching(webhooks.c.controller.in_(controllers))
        return [webhook for webhook in found if webhook.status is not WebhookStatus.ENDED]

    def deliveries(
        self, webhook_id: str, status: DeliveryStatus | None, before: str | None, limit: int
    ) -> list[Delivery]:
        """Return deliveries, newest first."""
        statuses = [each.value for each in DeliveryStatus if status in (None, each)]
        asked = {"webhook_id": webhook_id, "statuses": statuses, "before": before, "limit": limit}
        return self._deliveries(_PAGE, asked)

    def find_deliveries(self, webhook_id: str, delivery_ids: Sequence[str]) -> list[Delivery]:
        return self._deliveries(_CHOSEN, {"webhook_id": webhook_id, "ids": list(delivery_ids)})

    def ask_again(self, delivery_ids: Sequence[str], at: datetime, by: str) -> None:
        asked = [{"delivery_id": each, "asked_at": at, "asked_by": by} for each in delivery_ids]
        self._connection.execute(webhook_redeliveries.insert(), asked)
        self._connection.execute(_ASK_AGAIN, {"ids": list(delivery_ids)})

    def _matching(self, condition: sa.ColumnElement[bool]) -> list[Webhook]:
        newest = (
            sa.select(webhook_statuses.c.status)
            .where(webhook_statuses.c.webhook_id == webhooks.c.id)
            .order_by(webhook_statuses.c.seq.desc())
            .limit(1)
            .scalar_subquery()
        )
        query = sa.select(webhooks, newest.label("status")).where(condition).order_by(webhooks.c.id)
        return [_webhook(row) for row in self._connection.execute(query)]

    def _deliveries(self, query: sa.TextClause, asked: dict[str, Any]) -> list[Delivery]:
        rows = self._connection.execute(query, {"topic": CONSENT_CHANGES, **asked}).all()
        attempts = self._attempts([row.id for row in rows])
        return [
            Delivery(row.id, row.event_id, row.type, DeliveryStatus(row.status), row.due_at, tuple(attempts[row.id]))
            for row in rows
        ]

    def _attempts(self, delivery_ids: list[str]) -> dict[str, list[Attempt]]:
        found = defaultdict(list)
        for row in self._connection.execute(_ATTEMPTS, {"ids": delivery_ids, "limit": MOST_ATTEMPTS_SHOWN}):
            answer = Answer(Outcome(row.outcome), row.status_code)
            found[str(row.delivery_id)].append(Attempt(row.at, row.milliseconds, answer))
        return found


def _webhook(row: sa.Row[Any]) -> Webhook:
    return Webhook(
        id=row.id,
        controller=row.controller,
        url=row.url,
        event_types=None if row.event_types is None else tuple(row.event_types),
        registered_at=row.registered_at,
        registered_by=row.registered_by,
        status=WebhookStatus(row.status),
    )
