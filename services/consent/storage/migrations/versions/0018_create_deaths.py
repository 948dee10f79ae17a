"""Keep who has died, and which of these records were found not to be so."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"

RUNTIME_ROLE = "consent"


def recorded() -> list[sa.Column]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_by_staff", sa.Text),
        sa.Column("state_version", sa.BigInteger, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "deaths",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("died_on", sa.Date, nullable=False),
        sa.Column("evidence", JSONB, nullable=False),
        *recorded(),
        sa.UniqueConstraint("controller", "subject", "state_version"),
    )
    op.create_table(
        "death_retractions",
        sa.Column("death_id", sa.Uuid, sa.ForeignKey("deaths.id"), primary_key=True),
        *recorded(),
    )
    op.execute(f"GRANT SELECT, INSERT ON deaths, death_retractions TO {RUNTIME_ROLE}")
