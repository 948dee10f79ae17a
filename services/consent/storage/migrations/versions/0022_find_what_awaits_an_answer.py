"""Find objections that await the controller's answer without looking at every objection."""

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_index(
        "objections_to_answer",
        "objections",
        ["controller", "raised_at", "id"],
        postgresql_where="kind = 'particular-situation'",
    )
