"""The tables of imports. What a line says is kept until it is decided, and no longer."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.consent.storage.metadata import metadata

consent_imports = sa.Table(
    "consent_imports",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("dry_run", sa.Boolean, nullable=False),
    sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("staff", sa.Text),
    sa.Column("lines", sa.Integer),
    sa.Column("finished_at", sa.DateTime(timezone=True)),
    sa.Index("consent_imports_unfinished", "id", postgresql_where=sa.text("finished_at IS NULL")),
)

consent_import_lines = sa.Table(
    "consent_import_lines",
    metadata,
    sa.Column("import_id", sa.Uuid(as_uuid=False), sa.ForeignKey("consent_imports.id"), primary_key=True),
    sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("source_id", sa.Text),
    sa.Column("said", JSONB(none_as_null=True)),
    sa.Column("outcome", sa.Text),
    sa.Column("consent_id", sa.Uuid(as_uuid=False), sa.ForeignKey("consents.id")),
    sa.Column("refusal", JSONB(none_as_null=True)),
    sa.Index("consent_import_lines_undecided", "import_id", "line", postgresql_where=sa.text("outcome IS NULL")),
)
