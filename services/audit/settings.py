"""Every setting of the audit service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from environs import Env


def _named(name: str, meaning: str, default: str | None = None) -> dict[str, Any]:
    return {"name": name, "meaning": meaning, "default": default}


@dataclass(frozen=True, slots=True)
class Settings:
    """Read once, at start-up, from the environment. Each field names its variable, its meaning and its default."""

    database_url: str = field(metadata=_named("AUDIT_DATABASE_URL", "Database, as the runtime role"))
    owner_database_url: str = field(
        metadata=_named("AUDIT_OWNER_DATABASE_URL", "The same database as its owner; migrate only", "")
    )
    kafka: str = field(metadata=_named("HJEMMEL_KAFKA", "Kafka bootstrap servers; consume only", "127.0.0.1:8005"))
    issuer: str = field(metadata=_named("HJEMMEL_ISSUER", "Issuer of access tokens", "http://127.0.0.1:8004"))
    jwks_url: str = field(
        metadata=_named("HJEMMEL_JWKS_URL", "Where the issuer's keys are", "http://127.0.0.1:8004/jwks.json")
    )
    audience: str = field(metadata=_named("HJEMMEL_AUDIENCE", "Audience that access tokens must name", "hjemmel"))
    subject_keys_file: Path = field(
        metadata=_named("HJEMMEL_SUBJECT_KEYS_FILE", "Keys of subject references, the current one first")
    )
    cursor_key_file: Path = field(
        metadata=_named("HJEMMEL_CURSOR_KEY_FILE", "Key that signs the cursors of searches; the same for every worker")
    )
    log_level: str = field(metadata=_named("HJEMMEL_LOG_LEVEL", "Least severe log level that is written", "info"))

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read every setting; one that is missing is named in the error."""
        return cls(**{each.name: _read(each.type, each.metadata) for each in fields(cls)})


def _read(kind: Any, named: Mapping[str, Any]) -> Any:
    env = Env()
    readers: dict[Any, Callable[..., Any]] = {str: env.str, Path: env.path}
    default = {} if named["default"] is None else {"default": kind(named["default"])}
    return readers[kind](named["name"], **default)
