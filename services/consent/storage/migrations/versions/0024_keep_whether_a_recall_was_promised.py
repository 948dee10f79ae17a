"""Keep whether the pack had said, when something was withdrawn, that recipients are told; until now it always had."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("recall_questions", sa.Column("is_promised", sa.Boolean, nullable=False, server_default=sa.true()))
