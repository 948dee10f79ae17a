"""Run by alembic for each migration command."""

from services.disclosure.storage.tables import METADATA
from shared.migration_environment import migrate

migrate(METADATA)
