"""Settings: each named beside its environment variable, default and meaning, and read once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, field, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from environs import Env
from environs.exceptions import EnvError, EnvNotSetError

SettingsT = TypeVar("SettingsT")


class SettingsWrong(Exception):
    """Settings are not set, or cannot be read; names each of them in one line."""

    def __init__(self, *, not_set: Sequence[str] = (), unreadable: Sequence[str] = ()) -> None:
        kinds = {"not set": not_set, "not readable": unreadable}
        super().__init__("; ".join(f"{kind}: {', '.join(names)}" for kind, names in kinds.items() if names))


class Form(NamedTuple):
    """What a text must look like beyond being one: how to tell, and an example for who got it wrong."""

    takes: Callable[[str], bool]
    example: str


def setting(name: str, meaning: str, default: str | float | None = None, *, form: Form | None = None) -> Any:
    """Return a dataclass field that is read from the environment variable `name`; without a default it must be set."""
    return field(metadata={"name": name, "meaning": meaning, "default": default, "form": form})


def read_settings(kind: type[SettingsT]) -> SettingsT:
    """Read a dataclass of settings; raise SettingsWrong with every one that is missing or of the wrong type."""
    values: dict[str, Any] = {}
    not_set, unreadable = [], []
    for each in fields(kind):  # type: ignore[arg-type]
        try:
            values[each.name] = _read(each)
        except EnvNotSetError:
            not_set.append(each.metadata["name"])
        except EnvError:
            unreadable.append(_with_example(each))
    if not_set or unreadable:
        raise SettingsWrong(not_set=not_set, unreadable=unreadable)
    return kind(**values)


def read_setting(kind: type[Any], field_name: str) -> Any:
    """Read one setting of a dataclass, for a command that needs no other; raise SettingsWrong like `read_settings`."""
    each = next(one for one in fields(kind) if one.name == field_name)
    try:
        return _read(each)
    except EnvNotSetError:
        raise SettingsWrong(not_set=[each.metadata["name"]]) from None
    except EnvError:
        raise SettingsWrong(unreadable=[_with_example(each)]) from None


def name_of(kind: type[Any], field_name: str) -> str:
    """Return the environment variable that a field of a dataclass of settings is read from."""
    return str(next(each.metadata["name"] for each in fields(kind) if each.name == field_name))


def _read(each: Field[Any]) -> Any:
    env = Env()
    readers: Mapping[Any, Callable[..., Any]] = {
        str: env.str,
        Path: env.path,
        float: env.float,
        int: env.int,
        bool: env.bool,
    }
    name, default, kind = each.metadata["name"], each.metadata["default"], cast(Callable[[Any], Any], each.type)
    value = readers[kind](name, **({} if default is None else {"default": kind(default)}))
    form: Form | None = each.metadata["form"]
    if form and value != default and not form.takes(value):
        raise EnvError
    return value


def _with_example(each: Field[Any]) -> str:
    """Name a setting, and never what it is set to, which may hold a password."""
    name, form = each.metadata["name"], each.metadata["form"]
    return f"{name} (such as {form.example})" if form else str(name)
