"""Settings: each named beside its environment variable, default and meaning, and read once."""

from collections.abc import Callable, Mapping
from dataclasses import Field, field, fields
from pathlib import Path
from typing import Any, TypeVar, cast

from environs import Env

SettingsT = TypeVar("SettingsT")


def setting(name: str, meaning: str, default: str | float | None = None) -> Any:
    """Return a dataclass field that is read from the environment variable `name`; without a default it must be set."""
    return field(metadata={"name": name, "meaning": meaning, "default": default})


def read_settings(kind: type[SettingsT]) -> SettingsT:
    """Read a dataclass of settings; one that is missing or of the wrong type is named in the error."""
    return kind(**{each.name: _read(each) for each in fields(kind)})  # type: ignore[arg-type]


def _read(each: Field[Any]) -> Any:
    env = Env()
    readers: Mapping[Any, Callable[..., Any]] = {str: env.str, Path: env.path, float: env.float}
    name, default, kind = each.metadata["name"], each.metadata["default"], cast(Callable[[Any], Any], each.type)
    return readers[kind](name, **({} if default is None else {"default": kind(default)}))
