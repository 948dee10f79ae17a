"""Every setting of the disclosure service."""

from dataclasses import dataclass
from pathlib import Path

from shared.database import database_setting
from shared.policy_packs.load import PACKS_FOLDER
from shared.settings import setting


@dataclass(frozen=True, slots=True)
class Settings:
    """Read once, at start-up, with `shared.settings.read_settings`."""

    database_url: str = database_setting("DISCLOSURE_DATABASE_URL", "Database, as the runtime role")
    owner_database_url: str = database_setting(
        "DISCLOSURE_OWNER_DATABASE_URL", "The same as its owner; migrate only", ""
    )
    kafka: str = setting("HJEMMEL_KAFKA", "Kafka bootstrap servers; relay and consume only", "127.0.0.1:8005")
    issuer: str = setting("HJEMMEL_ISSUER", "Issuer of access tokens", "http://127.0.0.1:8004")
    jwks_url: str = setting("HJEMMEL_JWKS_URL", "Where the issuer's keys are", "http://127.0.0.1:8004/jwks.json")
    audience: str = setting("HJEMMEL_AUDIENCE", "Audience that access tokens must name", "hjemmel")
    subject_keys_file: Path = setting("HJEMMEL_SUBJECT_KEYS_FILE", "Keys of subject references, the current one first")
    policy_packs: Path = setting("HJEMMEL_POLICY_PACKS", "Folder of policy packs", str(PACKS_FOLDER))
    lease_seconds: float = setting("HJEMMEL_LEASE_SECONDS", "How old a gate's copy of consent state may be", 2.0)
    clock_margin_seconds: float = setting("HJEMMEL_CLOCK_MARGIN_SECONDS", "How far machines' clocks may differ", 0.5)
    consent_url: str = setting("DISCLOSURE_CONSENT_URL", "Consent service, for strong reads", "http://127.0.0.1:8001")
    token_url: str = setting(
        "DISCLOSURE_TOKEN_URL", "Where strong reads get their access token", "http://127.0.0.1:8004/token"
    )
    client_id: str = setting("DISCLOSURE_CLIENT_ID", "OAuth 2 client of strong reads", "disclosure-service")
    client_secret_file: Path = setting("DISCLOSURE_CLIENT_SECRET_FILE", "File with that client's secret")
    log_level: str = setting("HJEMMEL_LOG_LEVEL", "Least severe log level that is written", "info")
