"""Every setting of the audit service."""

from dataclasses import dataclass
from pathlib import Path

from shared.database import database_setting
from shared.settings import setting


@dataclass(frozen=True, slots=True)
class Settings:
    """Read once, at start-up, with `shared.settings.read_settings`."""

    database_url: str = database_setting("AUDIT_DATABASE_URL", "Database, as the runtime role")
    owner_database_url: str = database_setting("AUDIT_OWNER_DATABASE_URL", "The same as its owner; migrate only", "")
    kafka: str = setting("HJEMMEL_KAFKA", "Kafka bootstrap servers; consume only", "127.0.0.1:8005")
    issuer: str = setting("HJEMMEL_ISSUER", "Issuer of access tokens", "http://127.0.0.1:8004")
    jwks_url: str = setting("HJEMMEL_JWKS_URL", "Where the issuer's keys are", "http://127.0.0.1:8004/jwks.json")
    audience: str = setting("HJEMMEL_AUDIENCE", "Audience that access tokens must name", "hjemmel")
    subject_keys_file: Path = setting("HJEMMEL_SUBJECT_KEYS_FILE", "Keys of subject references, the current one first")
    cursor_key_file: Path = setting("HJEMMEL_CURSOR_KEY_FILE", "Key that signs cursors, the same for every worker")
    log_level: str = setting("HJEMMEL_LOG_LEVEL", "Least severe log level that is written", "info")
