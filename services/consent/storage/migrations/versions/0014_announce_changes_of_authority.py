"""Remember which changes of authority were announced, and find the consents and objections that custody decided."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    op.create_table(
        "authority_announcements",
        sa.Column("thing_id", sa.Uuid, primary_key=True),
        sa.Column("type", sa.Text, primary_key=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(f"GRANT SELECT, INSERT ON authority_announcements TO {RUNTIME_ROLE}")
    by_custody = "given_by_authority = 'custody'"
    op.create_index("consents_by_custody", "consents", ["controller", "id"], postgresql_where=by_custody)
    by_custody = "raised_by_authority = 'custody'"
    op.create_index("objections_by_custody", "objections", ["controller", "id"], postgresql_where=by_custody)
