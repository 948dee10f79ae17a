"""Keep every version of consent state that the gate has relied on, so that each decision can be replayed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

RUNTIME_ROLE = "disclosure"


def upgrade() -> None:
    op.create_table(
        "subject_state_versions",
        sa.Column("controller", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO subject_state_versions SELECT controller, subject, version, state FROM subject_states")
    op.execute(f"GRANT SELECT, INSERT ON subject_state_versions TO {RUNTIME_ROLE}")
