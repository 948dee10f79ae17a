"""What every process of the stack finds in its environment."""

import os
from urllib.parse import quote

from deploy.local.folders import Folders
from deploy.local.secrets import CURSOR_KEY_FILE, RECEIPT_KEYS_FILE, SUBJECT_KEYS_FILE, WEBHOOK_KEY_FILE
from deploy.local.settings import REPOSITORY, Settings

SERVICES = ("consent", "disclosure", "audit")


def stack_environment(settings: Settings, folders: Folders, mark: dict[str, str]) -> dict[str, str]:
    """Return the environment of this process with the addresses and secrets of this stack on top."""
    return {
        **os.environ,
        **mark,
        **_addresses(settings, folders),
        **_secret_files(folders),
        # A proxy that the machine needs for the outside would otherwise be asked for loopback, too.
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(REPOSITORY),
    }


def _addresses(settings: Settings, folders: Folders) -> dict[str, str]:
    identity = settings.url("identity")
    databases = {
        f"{service.upper()}_{prefix}DATABASE_URL": database_url(folders, f"{service}{suffix}", f"hjemmel_{service}")
        for service in SERVICES
        for prefix, suffix in (("", ""), ("OWNER_", "_owner"))
    }
    return {
        **databases,
        "HJEMMEL_KAFKA": f"127.0.0.1:{settings.kafka_port}",
        "HJEMMEL_ISSUER": identity,
        "HJEMMEL_JWKS_URL": f"{identity}/jwks.json",
        "HJEMMEL_IDENTITY_PORT": str(settings.identity_port),
        "CONSENT_DISCLOSURE_URL": settings.url("disclosure"),
        "CONSENT_TOKEN_URL": f"{identity}/token",
        "DISCLOSURE_CONSENT_URL": settings.url("consent"),
        "DISCLOSURE_TOKEN_URL": f"{identity}/token",
    }


def _secret_files(folders: Folders) -> dict[str, str]:
    return {
        "HJEMMEL_SUBJECT_KEYS_FILE": str(folders.secrets / SUBJECT_KEYS_FILE),
        "CONSENT_RECEIPT_KEYS_FILE": str(folders.secrets / RECEIPT_KEYS_FILE),
        "HJEMMEL_CURSOR_KEY_FILE": str(folders.secrets / CURSOR_KEY_FILE),
        "CONSENT_WEBHOOK_KEY_FILE": str(folders.secrets / WEBHOOK_KEY_FILE),
        "HJEMMEL_IDENTITY_SECRETS": str(folders.secrets),
        "CONSENT_CLIENT_ID": "consent-service",
        "CONSENT_CLIENT_SECRET_FILE": str(folders.secrets / "clients" / "consent-service"),
        "DISCLOSURE_CLIENT_ID": "disclosure-service",
        "DISCLOSURE_CLIENT_SECRET_FILE": str(folders.secrets / "clients" / "disclosure-service"),
    }


def database_url(folders: Folders, role: str, database: str) -> str:
    """Write the URL of a database of this stack for SQLAlchemy, through its UNIX socket."""
    return f"postgresql+psycopg://{role}@/{database}?host={quote(str(folders.postgresql_sockets))}"
