"""Joins what several packs share, words and rules of the law, into the pack that imports it."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from shared.policy_packs.errors import PackError

MODULES = "modules"

Content = dict[str, Any]


def with_imports(said: Content, read: Mapping[str, Content], files: dict[str, str]) -> Content:
    """Return the pack with its imported modules joined in; the modules' rules come first, in the order imported."""
    joined: Content = {}
    for name in said.get("imports") or ():
        if name not in read:
            raise PackError([f"{files.get('imports', 'pack.yaml')}: imports: {_unknown(name, read)}"])
        _join(joined, read[name], f"the module {name}")
    _join(joined, said, "the pack")
    return joined


def module_files(law_folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted((law_folder / MODULES).glob("*.yaml"))}


def _join(joined: Content, said: Mapping[str, Any], whose: str) -> None:
    for section, content in said.items():
        if section not in joined:
            joined[section] = content.copy() if isinstance(content, dict | list) else content
        elif isinstance(content, dict) and isinstance(joined[section], dict):
            if repeated := sorted(joined[section].keys() & content.keys()):
                raise PackError([f"{section}: {', '.join(repeated)} of {whose} is already given by a module."])
            joined[section] |= content
        elif isinstance(content, list) and isinstance(joined[section], list):
            joined[section] += content
        else:
            raise PackError([f"{section}: {whose} and a module say it in different ways."])


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(str(name), list(known), n=1, cutoff=0)
    return f"“{name}” is not a known module." + (f" The nearest is “{close[0]}”." if close else "")
