"""Reads policy packs from their folders; a pack with anything wrong in it does not load."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from shared.policy_packs.build import build_pack
from shared.policy_packs.errors import PackError
from shared.policy_packs.marks import MarkedMapping
from shared.policy_packs.model import Pack
from shared.policy_packs.modules import MODULES, with_imports
from shared.policy_packs.places import told
from shared.policy_packs.reachability import faults_of_reach
from shared.policy_packs.read_yaml import NotYaml, read_yaml
from shared.policy_packs.row_words import open_rows
from shared.policy_packs.schema import LawSchema, PackSchema
from shared.policy_packs.validated import Validated
from shared.policy_packs.words import faults_of_words
from shared.policy_packs.yaml_files import NOT_READ, misnamed_files, yaml_files

PACKS_FOLDER = Path(__file__).parent
LAW = "law"


def load_packs(folder: Path, *, draft: bool = False) -> dict[str, Pack]:
    """Load every pack in a folder of packs, by controller."""
    packs = [load_pack(path.parent, draft=draft) for path in sorted(folder.glob("*/pack.yaml"))]
    return {pack.controller: pack for pack in packs}


def load_pack(folder: Path, *, draft: bool = False) -> Pack:
    """Load one pack together with the law beside it, or raise PackError with every fault found.

    A draft may leave rows open that it declares, so that a rule can be left out to see what that changes.
    """
    said, law = read_content(folder)
    own, shared = Validated(PackSchema(), said), Validated(LawSchema(), law)
    wrong = own.told_for_sure(shared.told_for_sure(faults_of_words(own.content, shared.content)))
    # A row may be that of a rule which has been taken out.
    wrong += [] if draft or own.faults else open_rows(own.content)
    if faults := [*own.faults, *shared.faults, *told(said, wrong)]:
        raise PackError(faults)
    pack = build_pack(own.content, shared.content, _digest(said, law))
    faults = told(said, faults_of_reach(pack))
    if faults:
        raise PackError(faults)
    return pack


def read_content(folder: Path) -> tuple[MarkedMapping, MarkedMapping]:
    """Return what a pack's files say, with what they import, and what the law beside it says; both unchecked."""
    law_folder = folder.parent / LAW
    if not law_folder.is_dir():
        raise PackError([f"{folder.name}: The folder {LAW}, which holds what packs share, is not beside it."])
    modules = {path.stem: _read(path, folder.parent) for path in _files_in(law_folder / MODULES)}
    return with_imports(read_own(folder), modules), read_own(law_folder)


def read_own(folder: Path) -> MarkedMapping:
    """Join a folder's YAML files by their top-level keys."""
    said = MarkedMapping()
    for path in _files_in(folder):
        content = _read(path, folder.parent)
        if repeated := [key for key in content if key in said]:
            raise PackError([f"{content.marks[key]}: {key} is already given in {said.marks[key]}." for key in repeated])
        said |= content
    return said


def _files_in(folder: Path) -> list[Path]:
    """The folder's YAML files; one that its name would keep from being read would take its bars with it."""
    paths = list(folder.glob("*"))
    if misnamed := misnamed_files(paths):
        raise PackError([f"{folder.name}/{path.name}: {NOT_READ}" for path in misnamed])
    return yaml_files(paths)


def _read(path: Path, packs: Path) -> MarkedMapping:
    file = path.relative_to(packs).as_posix()
    try:
        content = read_yaml(path.read_text(encoding="utf-8"), file)
    except NotYaml as error:
        raise PackError([f"{file}:{error.line}: is not YAML: {error.problem}"]) from None
    except UnicodeDecodeError as error:
        raise PackError([f"{file}: is not text in UTF-8: {error.reason}."]) from None
    if not isinstance(content, MarkedMapping):
        raise PackError([f"{file}:1: must be a mapping."])
    return content


def _digest(*contents: Any) -> str:
    """Hash what the files say, whatever their layout, comments and order of keys."""
    canonical = json.dumps(contents, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_iso)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _iso(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()
