"""How alembic runs the migrations of the audit service."""

from services.audit.storage.tables import metadata
from shared.migrations import migrate

migrate(metadata)
