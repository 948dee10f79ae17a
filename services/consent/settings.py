"""Every setting of the consent service."""

from dataclasses import dataclass
from pathlib import Path

from shared.database import database_setting
from shared.policy_packs.load import PACKS_FOLDER
from shared.settings import setting


@dataclass(frozen=True, slots=True)
class Settings:
    """Read once, at start-up, with `shared.settings.read_settings`."""

    database_url: str = database_setting("CONSENT_DATABASE_URL", "Database, as the runtime role")
    owner_database_url: str = database_setting("CONSENT_OWNER_DATABASE_URL", "The same as its owner; migrate only", "")
    kafka: str = setting("HJEMMEL_KAFKA", "Kafka bootstrap servers; relay only", "127.0.0.1:8005")
    issuer: str = setting("HJEMMEL_ISSUER", "Issuer of access tokens", "http://127.0.0.1:8004")
    jwks_url: str = setting("HJEMMEL_JWKS_URL", "Where the issuer's keys are", "http://127.0.0.1:8004/jwks.json")
    audience: str = setting("HJEMMEL_AUDIENCE", "Audience that access tokens must name", "hjemmel")
    cpr_claim: str = setting("HJEMMEL_CPR_CLAIM", "Claim with the CPR number of a person who signed in", "cpr")
    assurance_claim: str = setting("HJEMMEL_ASSURANCE_CLAIM", "Claim that says how sure the issuer is of it", "loa")
    assurance_enough: str = setting(
        "HJEMMEL_ASSURANCE_ENOUGH",
        "Values of that claim that are enough, with commas between",
        "https://data.gov.dk/concept/core/nsis/Substantial,https://data.gov.dk/concept/core/nsis/High",
    )
    subject_keys_file: Path = setting("HJEMMEL_SUBJECT_KEYS_FILE", "Keys of subject references, the current one first")
    cursor_key_file: Path = setting(
        "HJEMMEL_CURSOR_KEY_FILE",
        "Key that signs cursors and keeps persons' idempotency keys apart, the same for every worker",
    )
    receipt_keys_file: Path = setting("CONSENT_RECEIPT_KEYS_FILE", "Keys of receipts, a JWK set; the first one signs")
    webhook_key_file: Path = setting("CONSENT_WEBHOOK_KEY_FILE", "Key that webhooks' secrets are derived from")
    policy_packs: Path = setting("HJEMMEL_POLICY_PACKS", "Folder of policy packs", str(PACKS_FOLDER))
    lease_seconds: float = setting("HJEMMEL_LEASE_SECONDS", "How old a gate's copy of consent state may be", 2.0)
    clock_margin_seconds: float = setting("HJEMMEL_CLOCK_MARGIN_SECONDS", "How far machines' clocks may differ", 0.5)
    webhook_private_networks: str = setting(
        "CONSENT_WEBHOOK_PRIVATE_NETWORKS", "Networks not public that webhooks may be in, such as 10.1.0.0/16", ""
    )
    webhook_timeout_seconds: float = setting("CONSENT_WEBHOOK_TIMEOUT_SECONDS", "How long a receiver may take", 10.0)
    webhook_first_wait_seconds: float = setting(
        "CONSENT_WEBHOOK_FIRST_WAIT_SECONDS", "Wait after a first failure; each later one up to four times that", 5.0
    )
    webhook_most_tries: int = setting("CONSENT_WEBHOOK_MOST_TRIES", "After so many it is a dead letter", 20)
    remind_days: int = setting("CONSENT_REMIND_DAYS", "So many days before a consent lapses it is announced", 30)
    development: bool = setting("HJEMMEL_DEVELOPMENT", "Development machine: webhooks may be http on loopback", False)
    disclosure_url: str = setting(
        "CONSENT_DISCLOSURE_URL",
        "The gate, asked how far a withdrawal has come and what went to whom",
        "http://127.0.0.1:8002",
    )
    token_url: str = setting(
        "CONSENT_TOKEN_URL", "Where the service gets its own access token", "http://127.0.0.1:8004/token"
    )
    client_id: str = setting("CONSENT_CLIENT_ID", "OAuth 2 client that the service is", "consent-service")
    client_secret_file: Path = setting("CONSENT_CLIENT_SECRET_FILE", "File with that client's secret")
    log_level: str = setting("HJEMMEL_LOG_LEVEL", "Least severe log level that is written", "info")
