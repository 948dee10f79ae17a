"""Keep who acts for whom, and what became of each delegation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"

RUNTIME_ROLE = "consent"


def recorded() -> list[sa.Column]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("state_version", sa.BigInteger, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "delegations",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("mandate", JSONB, nullable=False),
        *recorded(),
        sa.UniqueConstraint("controller", "subject", "state_version"),
    )
    op.create_table(
        "delegation_steps",
        sa.Column("delegation_id", sa.Uuid, sa.ForeignKey("delegations.id"), primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("evidence", JSONB, nullable=False),
        *recorded(),
    )
    op.execute(f"GRANT SELECT, INSERT ON delegations, delegation_steps TO {RUNTIME_ROLE}")
