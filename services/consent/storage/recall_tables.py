"""Withdrawals whose recipients are to be told, and the recalls that came of them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.consent.storage.metadata import metadata

recall_questions = sa.Table(
    "recall_questions",
    metadata,
    sa.Column("withdrawal_id", sa.Uuid(as_uuid=False), sa.ForeignKey("withdrawals.id"), primary_key=True),
    sa.Column("decided_at", sa.DateTime(timezone=True)),
    sa.Column("is_promised", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Index("recall_questions_undecided", "withdrawal_id", postgresql_where=sa.text("decided_at IS NULL")),
)

recall_steps = sa.Table(
    "recall_steps",
    metadata,
    sa.Column("recall_id", sa.Uuid(as_uuid=False), sa.ForeignKey("recalls.id"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("answered_by", sa.Text),
    sa.Column("evidence", JSONB, nullable=False),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("recorded_by_staff", sa.Text),
)

recalls = sa.Table(
    "recalls",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("withdrawal_id", sa.Uuid(as_uuid=False), sa.ForeignKey("withdrawals.id"), nullable=False),
    sa.Column("consent_id", sa.Uuid(as_uuid=False), sa.ForeignKey("consents.id"), nullable=False),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("recipient", JSONB, nullable=False),
    sa.Column("went", JSONB, nullable=False),
    sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
    sa.UniqueConstraint("withdrawal_id", "recipient"),
    sa.Index("recalls_of_controller", "controller", "id"),
    sa.Index("recalls_of_subject", "controller", "subject", "id"),
)
