"""Settings of the development identity provider."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environs import Env


class NotADevelopmentMachine(Exception):
    """Nobody has said that tokens for invented people may be issued here."""


def _setting(name: str, default: int | str | None, meaning: str) -> Any:
    return field(metadata={"name": name, "default": default, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Read once, at start-up, from the environment."""

    secrets: Path = _setting("HJEMMEL_IDENTITY_SECRETS", None, "Folder with its keys and secrets")  # noqa: RUF009 (a field)
    port: int = _setting("HJEMMEL_IDENTITY_PORT", 8004, "Port on 127.0.0.1, the only address it binds")
    issuer: str = _setting("HJEMMEL_ISSUER", "http://127.0.0.1:8004", "The `iss` of every token")
    audience: str = _setting("HJEMMEL_AUDIENCE", "hjemmel", "The `aud` of every token")

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the settings, or raise NotADevelopmentMachine unless HJEMMEL_DEVELOPMENT=1."""
        env = Env()
        if env.str("HJEMMEL_DEVELOPMENT", "") != "1":
            raise NotADevelopmentMachine(
                "The development identity provider issues tokens for invented people, so it starts only where "
                "HJEMMEL_DEVELOPMENT=1 says that this is a development machine."
            )
        return cls(
            secrets=env.path("HJEMMEL_IDENTITY_SECRETS"),
            port=env.int("HJEMMEL_IDENTITY_PORT", 8004),
            issuer=env.str("HJEMMEL_ISSUER", "http://127.0.0.1:8004"),
            audience=env.str("HJEMMEL_AUDIENCE", "hjemmel"),
        )
