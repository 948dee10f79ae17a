"""Create decisions, the copy of consent state, and what relay and consumer remember."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.messaging.outbox import create_relay_tables, outbox_columns
from shared.messaging.positions import create_position_table

revision = "0001"
down_revision = None

RUNTIME_ROLE = "disclosure"


def upgrade() -> None:
    create_decisions()
    create_consent_copy()
    create_quarantine()
    create_relay_tables(op, RUNTIME_ROLE)
    create_position_table(op, RUNTIME_ROLE, appended=False)
    op.execute(f"GRANT SELECT, INSERT ON decisions, quarantine TO {RUNTIME_ROLE}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON subject_states, heartbeats TO {RUNTIME_ROLE}")
    op.execute(f"GRANT SELECT ON alembic_version TO {RUNTIME_ROLE}")


def create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", UUID, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.Text),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("request_digest", sa.LargeBinary),
        *outbox_columns(),
    )
    op.create_index("decisions_in_relay_order", "decisions", ["xid", "seq"])
    op.create_index(
        "decisions_by_idempotency_key",
        "decisions",
        ["client", "idempotency_key", "place"],
        unique=True,
        postgresql_where=sa.text("idempotency_key IS NOT NULL"),
    )


def create_consent_copy() -> None:
    op.create_table(
        "subject_states",
        sa.Column("controller", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_table(
        "heartbeats",
        sa.Column("partition", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def create_quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("topic_id", sa.Text, primary_key=True),
        sa.Column("partition", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("offset", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("resolved", sa.Boolean, server_default=sa.false(), nullable=False),
    )
