"""Settings of the embedded stack: where its data are and which ports it takes."""

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from environs import Env, EnvError
from marshmallow.validate import Range

from deploy.local.errors import StackError

_LIMITS = Range(1, 65_535)
REPOSITORY = Path(__file__).resolve().parents[2]


def _setting(name: str, default: int | Path, meaning: str) -> Any:
    return field(metadata={"name": name, "default": default, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Read once, at start-up, from the environment."""

    data: Path = _setting("HJEMMEL_DATA", REPOSITORY / ".local", "Folder for databases, secrets, logs")  # noqa: RUF009 (a field)
    consent_port: int = _setting("HJEMMEL_CONSENT_PORT", 8001, "Port of the consent service")
    disclosure_port: int = _setting("HJEMMEL_DISCLOSURE_PORT", 8002, "Port of the disclosure service")
    audit_port: int = _setting("HJEMMEL_AUDIT_PORT", 8003, "Port of the audit service")
    identity_port: int = _setting("HJEMMEL_IDENTITY_PORT", 8004, "Port of the development identity provider")
    kafka_port: int = _setting("HJEMMEL_KAFKA_PORT", 8005, "Port of the embedded broker")
    start_seconds: int = _setting("HJEMMEL_START_SECONDS", 90, "How long a start may take before it is given up")

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read every setting, or raise StackError naming the one that is wrong."""
        try:
            return cls(**{each.name: _read(each.metadata["name"], each.metadata["default"]) for each in fields(cls)})
        except EnvError as error:
            raise StackError(f"A setting cannot be used: {error}") from None

    @property
    def ports(self) -> dict[str, int]:
        """Every port of the stack, by the setting that chooses it."""
        return {each.metadata["name"]: getattr(self, each.name) for each in fields(self) if each.name.endswith("_port")}

    def url(self, name: str) -> str:
        """Say where a service answers, such as `consent` or `identity`."""
        return f"http://127.0.0.1:{getattr(self, f'{name}_port')}"


def _read(name: str, default: int | Path) -> Any:
    env = Env()
    if isinstance(default, int):
        return env.int(name, default, validate=_LIMITS if name.endswith("_PORT") else None)
    return env.path(name, default).expanduser().resolve()
