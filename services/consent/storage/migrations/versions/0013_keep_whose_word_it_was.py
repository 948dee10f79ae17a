"""Keep whose word objections, lifts and withdrawals were, and when those were born for whom custody decided.

Of earlier rows neither is known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

RUNTIME_ROLE = "consent"
SAID = {"withdrawals": "withdrawn_by", "objections": "raised_by", "objection_lifts": "lifted_by"}


def upgrade() -> None:
    op.create_table(
        "birth_dates",
        sa.Column("controller", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("born", sa.Date, nullable=False),
    )
    op.execute(f"GRANT SELECT, INSERT ON birth_dates TO {RUNTIME_ROLE}")
    for table, name in SAID.items():
        op.add_column(table, sa.Column(f"{name}_authority", sa.Text))
        op.add_column(table, sa.Column(f"{name}_reference", sa.Text))
