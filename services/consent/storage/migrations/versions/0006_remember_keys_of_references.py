"""Remember which keys the references of subject states were made with, to know where a subject must be looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    op.create_table("reference_keys", sa.Column("key_id", sa.Text, primary_key=True))
    op.execute("INSERT INTO reference_keys SELECT DISTINCT split_part(subject, '.', 1) FROM subject_states")
    op.execute(f"GRANT SELECT, INSERT ON reference_keys TO {RUNTIME_ROLE}")
