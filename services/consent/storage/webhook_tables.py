"""The tables of webhooks. What happened is only ever added; a delivery's place in the queue moves."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.consent.storage.metadata import metadata
from shared.database import TransactionId

_WAITING = sa.text("status = 'waiting'")

webhooks = sa.Table(
    "webhooks",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("controller", sa.Text, nullable=False, index=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("event_types", JSONB(none_as_null=True)),
    sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("registered_by", sa.Text, nullable=False),
)

webhook_statuses = sa.Table(
    "webhook_statuses",
    metadata,
    sa.Column("webhook_id", sa.Uuid(as_uuid=False), sa.ForeignKey("webhooks.id"), primary_key=True),
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
)

webhook_cursors = sa.Table(
    "webhook_cursors",
    metadata,
    sa.Column("webhook_id", sa.Uuid(as_uuid=False), sa.ForeignKey("webhooks.id"), primary_key=True),
    sa.Column("xid", TransactionId, nullable=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
)

webhook_deliveries = sa.Table(
    "webhook_deliveries",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("webhook_id", sa.Uuid(as_uuid=False), sa.ForeignKey("webhooks.id"), nullable=False),
    sa.Column("xid", TransactionId, nullable=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("status", sa.Text, server_default="waiting", nullable=False),
    sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    sa.Column("waiting_since", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    sa.Column("tries", sa.Integer, server_default="0", nullable=False),
    sa.Column("claim", sa.Uuid(as_uuid=False)),
    sa.UniqueConstraint("webhook_id", "xid", "seq"),
    sa.Index("webhook_deliveries_due", "webhook_id", "due_at", "id", postgresql_where=_WAITING),
    sa.Index("webhook_deliveries_oldest", "webhook_id", "waiting_since", postgresql_where=_WAITING),
    sa.Index("webhook_deliveries_listed", "webhook_id", "status", "id"),
)

webhook_attempts = sa.Table(
    "webhook_attempts",
    metadata,
    sa.Column("delivery_id", sa.Uuid(as_uuid=False), sa.ForeignKey("webhook_deliveries.id"), primary_key=True),
    sa.Column("claim", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("milliseconds", sa.Integer, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("status_code", sa.Integer),
)

webhook_redeliveries = sa.Table(
    "webhook_redeliveries",
    metadata,
    sa.Column("delivery_id", sa.Uuid(as_uuid=False), sa.ForeignKey("webhook_deliveries.id"), primary_key=True),
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
)
