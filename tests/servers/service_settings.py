"""Settings of a service under test: those that every service has, and the same as environment variables."""

import os
from dataclasses import fields
from pathlib import Path
from typing import Any

from tests.servers.databases import Database
from tests.servers.issuer import AUDIENCE, Issuer

NOBODY = "127.0.0.1:1"
"""An address at which nobody answers."""


def usual_settings(database: Database, issuer: Issuer, folder: Path) -> dict[str, Any]:
    """Return the settings that every service has; the file of subject keys goes into the folder."""
    keys = folder / "subject.keys"
    keys.write_text(f"k1:{'5e' * 32}\n")
    return {
        "database_url": database.runtime_url,
        "owner_database_url": database.owner_url,
        "kafka": NOBODY,
        "issuer": issuer.url,
        "jwks_url": f"{issuer.url}/jwks.json",
        "audience": AUDIENCE,
        "subject_keys_file": keys,
        "log_level": "error",
    }


def environment_of(settings: Any) -> dict[str, str]:
    """Return the environment in which a process reads these settings."""
    return {**os.environ, **{each.metadata["name"]: str(getattr(settings, each.name)) for each in fields(settings)}}
