"""Every setting of the consent service."""

from dataclasses import dataclass
from pathlib import Path

from shared.policy_packs.load import PACKS_FOLDER
from shared.settings import setting


@dataclass(frozen=True, slots=True)
class Settings:
    """Read once, at start-up, with `shared.settings.read_settings`."""

    database_url: str = setting("CONSENT_DATABASE_URL", "Database, as the runtime role")
    owner_database_url: str = setting("CONSENT_OWNER_DATABASE_URL", "The same as its owner; migrate only", "")
    kafka: str = setting("HJEMMEL_KAFKA", "Kafka bootstrap servers; relay only", "127.0.0.1:8005")
    issuer: str = setting("HJEMMEL_ISSUER", "Issuer of access tokens", "http://127.0.0.1:8004")
    jwks_url: str = setting("HJEMMEL_JWKS_URL", "Where the issuer's keys are", "http://127.0.0.1:8004/jwks.json")
    audience: str = setting("HJEMMEL_AUDIENCE", "Audience that access tokens must name", "hjemmel")
    subject_keys_file: Path = setting("HJEMMEL_SUBJECT_KEYS_FILE", "Keys of subject references, the current one first")
    cursor_key_file: Path = setting("HJEMMEL_CURSOR_KEY_FILE", "Key that signs cursors, the same for every worker")
    receipt_keys_file: Path = setting("CONSENT_RECEIPT_KEYS_FILE", "Keys of receipts, a JWK set; the first one signs")
    policy_packs: Path = setting("HJEMMEL_POLICY_PACKS", "Folder of policy packs", str(PACKS_FOLDER))
    lease_seconds: float = setting("HJEMMEL_LEASE_SECONDS", "How old a gate's copy of consent state may be", 2.0)
    clock_margin_seconds: float = setting("HJEMMEL_CLOCK_MARGIN_SECONDS", "How far machines' clocks may differ", 0.5)
    log_level: str = setting("HJEMMEL_LOG_LEVEL", "Least severe log level that is written", "info")
