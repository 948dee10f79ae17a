"""How alembic runs the migrations of the consent service."""

from services.consent.storage.tables import metadata
from shared.migrations import migrate

migrate(metadata)
