"""How alembic runs the migrations of the disclosure service."""

from services.disclosure.storage.tables import METADATA
from shared.migrations import migrate

migrate(METADATA)
