"""Keep in which role of the pack somebody consented or objected.

What was recorded before names none, and is taken for said in the pack's usual role: a database knows no packs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    for table in ("consents", "objections"):
        op.add_column(table, sa.Column("subject_role", sa.Text))
