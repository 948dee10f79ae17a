"""Create webhooks, the queue of their deliveries, and the record of what became of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.database import TransactionId

revision = "0007"
down_revision = "0006"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    create_webhooks()
    create_deliveries()
    create_record()
    added = "webhooks, webhook_statuses, webhook_cursors, webhook_deliveries, webhook_attempts, webhook_redeliveries"
    op.execute(f"GRANT SELECT, INSERT ON {added} TO {RUNTIME_ROLE}")
    # Places move; what happened does not.
    op.execute(f"GRANT UPDATE (xid, seq) ON webhook_cursors TO {RUNTIME_ROLE}")
    op.execute(f"GRANT UPDATE (status, due_at, waiting_since, tries, claim) ON webhook_deliveries TO {RUNTIME_ROLE}")


def create_webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False, index=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("event_types", JSONB),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Text, nullable=False),
    )
    op.create_table(
        "webhook_statuses",
        sa.Column("webhook_id", sa.Uuid, sa.ForeignKey("webhooks.id"), primary_key=True),
        sa.Column("seq", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
    )
    op.create_table(
        "webhook_cursors",
        sa.Column("webhook_id", sa.Uuid, sa.ForeignKey("webhooks.id"), primary_key=True),
        sa.Column("xid", TransactionId, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )


def create_deliveries() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("webhook_id", sa.Uuid, sa.ForeignKey("webhooks.id"), nullable=False),
        sa.Column("xid", TransactionId, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("status", sa.Text, server_default="waiting", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("tries", sa.Integer, server_default="0", nullable=False),
        sa.Column("claim", sa.Uuid),
        sa.UniqueConstraint("webhook_id", "xid", "seq"),
    )
    waiting = {"postgresql_where": "status = 'waiting'"}
    op.create_index("webhook_deliveries_due", "webhook_deliveries", ["webhook_id", "due_at", "id"], **waiting)
    op.create_index("webhook_deliveries_oldest", "webhook_deliveries", ["webhook_id", "waiting_since"], **waiting)
    op.create_index("webhook_deliveries_listed", "webhook_deliveries", ["webhook_id", "status", "id"])


def create_record() -> None:
    op.create_table(
        "webhook_attempts",
        sa.Column("delivery_id", sa.Uuid, sa.ForeignKey("webhook_deliveries.id"), primary_key=True),
        sa.Column("claim", sa.Uuid, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("milliseconds", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("status_code", sa.Integer),
    )
    op.create_table(
        "webhook_redeliveries",
        sa.Column("delivery_id", sa.Uuid, sa.ForeignKey("webhook_deliveries.id"), primary_key=True),
        sa.Column("seq", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
    )
