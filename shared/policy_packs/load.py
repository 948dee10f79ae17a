"""Reads policy packs from their folders; a pack with anything wrong in it does not load."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError

from shared.policy_packs.build import build_pack
from shared.policy_packs.errors import PackError
from shared.policy_packs.model import Pack
from shared.policy_packs.modules import module_files, with_imports
from shared.policy_packs.reachability import faults_of_reach
from shared.policy_packs.read_yaml import read_yaml
from shared.policy_packs.schema import LawSchema, PackSchema
from shared.policy_packs.words import faults_of_words

PACKS_FOLDER = Path(__file__).parent
LAW = "law"


def load_packs(folder: Path) -> dict[str, Pack]:
    """Load every pack in a folder of packs, by controller."""
    packs = [load_pack(path.parent) for path in sorted(folder.glob("*/pack.yaml"))]
    return {pack.controller: pack for pack in packs}


def load_pack(folder: Path) -> Pack:
    """Load one pack together with the law beside it, or raise PackError with every fault found."""
    law_folder = folder.parent / LAW
    own, files = _read_folder(folder)
    law, _ = _read_folder(law_folder)
    modules = {name: dict(_read(path)) for name, path in module_files(law_folder).items()}
    said = with_imports(own, modules, files)
    content, law_content = _validated(PackSchema(), said, files), _validated(LawSchema(), law, {})
    faults = faults_of_words(content, law_content, files)
    if faults:
        raise PackError(faults)
    pack = build_pack(content, law_content, _digest(said, law))
    faults = faults_of_reach(pack, files)
    if faults:
        raise PackError(faults)
    return pack


def _read_folder(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Join the folder's YAML files by their top-level keys, and remember which file each key came from."""
    said: dict[str, Any] = {}
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        for key, value in _read(path).items():
            if key in said:
                raise PackError([f"{path.name}: {key} is already given in {files[key]}."])
            said[key], files[key] = value, path.name
    return said, files


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = read_yaml(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise PackError([f"{path.name}: is not YAML: {error}"]) from None
    if not isinstance(content, dict):
        raise PackError([f"{path.name}: must be a mapping."])
    return content


def _validated(schema: Schema, said: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    try:
        content: dict[str, Any] = schema.load(said)
    except ValidationError as error:
        messages = error.messages_dict
        raise PackError(
            [
                f"{files.get(str(key), 'pack.yaml')}: {place}: {sentence}"
                for key, value in messages.items()
                for place, sentence in _sentences(str(key), value)
            ]
        ) from None
    return content


def _sentences(place: str, messages: Any) -> list[tuple[str, str]]:
    if isinstance(messages, Mapping):
        return [pair for key, value in messages.items() for pair in _sentences(f"{place}/{key}", value)]
    return [(place, str(message)) for message in messages]


def _digest(*contents: Any) -> str:
    """Hash what the files say, whatever their layout, comments and order of keys."""
    canonical = json.dumps(contents, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_iso)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _iso(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()
