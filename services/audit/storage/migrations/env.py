"""How alembic runs the migrations of the audit service."""

from services.audit.storage.tables import metadata
from shared.migration_environment import migrate

migrate(metadata)
