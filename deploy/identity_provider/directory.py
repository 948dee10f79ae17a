"""The systems and people that can get a token, read from personas.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CONSOLE = "development-console"
_PERSONAS = Path(__file__).with_name("personas.yaml")


@dataclass(frozen=True)
class Client:
    """A system that signs in with its own secret."""

    id: str
    description: str
    scopes: tuple[str, ...]
    controllers: tuple[str, ...]


@dataclass(frozen=True)
class Persona:
    """An invented person, using some system; `claims` is what a MitID broker would have said of them."""

    id: str
    description: str
    through: str
    scopes: tuple[str, ...]
    controllers: tuple[str, ...]
    claims: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Directory:
    """Everybody who can get a token, by name."""

    clients: dict[str, Client]
    personas: dict[str, Persona]

    @property
    def names(self) -> list[str]:
        """List whom `make token AS=…` can speak for; the console has no rights of its own to lend."""
        return sorted({*self.clients, *self.personas} - {CONSOLE})


def read_directory(path: Path = _PERSONAS) -> Directory:
    """Read the file of clients and personas."""
    content = yaml.safe_load(path.read_text())
    return Directory(
        clients={name: Client(id=name, **_entry(entry)) for name, entry in content["clients"].items()},
        personas={name: Persona(id=name, **_entry(entry)) for name, entry in content["personas"].items()},
    )


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
