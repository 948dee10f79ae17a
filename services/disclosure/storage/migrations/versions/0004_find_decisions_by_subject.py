"""Find the decisions about one subject: a withdrawal asks to whom data have gone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index(
        "decisions_by_subject",
        "decisions",
        ["key", "id"],
        postgresql_where=sa.text("type = 'DisclosureDecided'"),
    )
