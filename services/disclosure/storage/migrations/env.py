"""How alembic runs the migrations of the disclosure service."""

from services.disclosure.storage.tables import metadata
from shared.migrations import migrate

migrate(metadata)
