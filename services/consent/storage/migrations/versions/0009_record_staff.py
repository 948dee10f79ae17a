"""Keep which member of staff recorded a change for the subject; of earlier changes that is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

RECORDED = (
    "consents",
    "withdrawals",
    "objections",
    "objection_lifts",
    "objection_answers",
    "delegations",
    "delegation_steps",
)


def upgrade() -> None:
    for table in RECORDED:
        op.add_column(table, sa.Column("recorded_by_staff", sa.Text))
