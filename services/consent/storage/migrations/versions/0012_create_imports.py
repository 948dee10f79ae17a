"""Keep imports and their lines, and from where a consent was taken over."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"

RUNTIME_ROLE = "consent"


def upgrade() -> None:
    op.add_column("consents", sa.Column("import_source", sa.Text))
    op.add_column("consents", sa.Column("import_source_id", sa.Text))
    op.create_index(
        "consents_imported",
        "consents",
        ["controller", "import_source", "import_source_id"],
        unique=True,
        postgresql_where="import_source IS NOT NULL",
    )
    create_imports()
    create_lines()


def create_imports() -> None:
    op.create_table(
        "consent_imports",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("controller", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("dry_run", sa.Boolean, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("staff", sa.Text),
        sa.Column("lines", sa.Integer),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
    )
    op.create_index("consent_imports_unfinished", "consent_imports", ["id"], postgresql_where="finished_at IS NULL")
    op.execute(f"GRANT SELECT, INSERT, UPDATE (lines, finished_at) ON consent_imports TO {RUNTIME_ROLE}")


def create_lines() -> None:
    op.create_table(
        "consent_import_lines",
        sa.Column("import_id", sa.Uuid, sa.ForeignKey("consent_imports.id"), primary_key=True),
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source_id", sa.Text),
        sa.Column("said", JSONB),
        sa.Column("outcome", sa.Text),
        sa.Column("consent_id", sa.Uuid, sa.ForeignKey("consents.id")),
        sa.Column("refusal", JSONB),
    )
    op.create_index(
        "consent_import_lines_undecided", "consent_import_lines", ["import_id", "line"], postgresql_where="outcome IS NULL"
    )
    changed = "said, outcome, consent_id, refusal"
    op.execute(f"GRANT SELECT, INSERT, UPDATE ({changed}) ON consent_import_lines TO {RUNTIME_ROLE}")
