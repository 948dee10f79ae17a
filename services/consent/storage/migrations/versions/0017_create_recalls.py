"""Keep whom withdrawals are to be told to: questions that are still to be decided, the recalls, and their steps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    create_questions()
    create_recalls()
    create_steps()


def create_questions() -> None:
    op.create_table(
        "recall_questions",
        sa.Column("withdrawal_id", sa.Uuid, sa.ForeignKey("withdrawals.id"), primary_key=True),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
    )
    undecided = "decided_at IS NULL"
    op.create_index("recall_questions_undecided", "recall_questions", ["withdrawal_id"], postgresql_where=undecided)
    op.execute(f"GRANT SELECT, INSERT, UPDATE (decided_at) ON recall_questions TO {RUNTIME_ROLE}")


def create_recalls() -> None:
    op.create_table(
        "recalls",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("withdrawal_id", sa.Uuid, sa.ForeignKey("withdrawals.id"), nullable=False),
        sa.Column("consent_id", sa.Uuid, sa.ForeignKey("consents.id"), nullable=False),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("recipient", JSONB, nullable=False),
        sa.Column("went", JSONB, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("withdrawal_id", "recipient"),
    )
    op.create_index("recalls_of_controller", "recalls", ["controller", "id"])
    op.create_index("recalls_of_subject", "recalls", ["controller", "subject", "id"])
    op.execute(f"GRANT SELECT, INSERT ON recalls TO {RUNTIME_ROLE}")


def create_steps() -> None:
    op.create_table(
        "recall_steps",
        sa.Column("recall_id", sa.Uuid, sa.ForeignKey("recalls.id"), primary_key=True),
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
    op.execute(f"GRANT SELECT, INSERT ON recall_steps TO {RUNTIME_ROLE}")
