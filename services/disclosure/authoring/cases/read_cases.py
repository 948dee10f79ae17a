"""Reads the files in which cases and questions stand."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from shared.policy_packs.marks import Mark, MarkedMapping, mark_of
from shared.policy_packs.read_yaml import NotYaml, read_yaml
from shared.policy_packs.yaml_files import NOT_READ, misnamed_files, yaml_files


class CaseError(Exception):
    """A case cannot be run; says why, with its file and line."""


class Unreadable(str):
    """Stands in the place of a case that cannot be read; says why, with its file and line."""

    __slots__ = ()


def read_cases(paths: Iterable[Path]) -> Iterator[tuple[Path, Any]]:
    """Every case with the file it stands in; what cannot be read counts as one case that misses."""
    for path in paths:
        files = _about_cases(path) if path.is_dir() else []
        for file in yaml_files(files) if path.is_dir() else [path]:
            for said in _cases_in(file):
                yield file, said
        for file in misnamed_files(files):
            yield file, Unreadable(f"{file}: {NOT_READ}")


def read_questions(path: Path) -> list[MarkedMapping]:
    """Return what a file asks, one after the other: cases, or bare checks. Raises CaseError."""
    found = _cases_in(path)
    if not found:
        raise CaseError(f"{path}:1: nothing is asked")
    if faults := [one for one in found if isinstance(one, Unreadable)]:
        raise CaseError("\n".join(faults))
    return found


def first_mark(said: Any, path: Path) -> Mark:
    """Where a case begins."""
    marks = getattr(said, "marks", {})
    return min(marks.values(), key=lambda mark: mark.line, default=Mark(str(path), 1))


def _about_cases(folder: Path) -> list[Path]:
    """A folder of packs holds other files besides; then only what lies in folders named `cases` is meant."""
    below = [path for path in folder.rglob("*") if path.is_file()]
    return [file for file in below if "cases" in file.resolve().parts] or below


def _cases_in(path: Path) -> list[Any]:
    try:
        content = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except NotYaml as error:
        return [Unreadable(f"{path}:{error.line}: is not YAML: {error.problem}")]
    except (OSError, ValueError) as error:
        return [Unreadable(f"{path}: cannot be read: {error}")]
    if not isinstance(content, list):
        return [_readable(content, Mark(str(path), 1))]
    return [_readable(one, mark_of(content, place)) for place, one in enumerate(content)]


def _readable(said: Any, mark: Mark | None) -> Any:
    if isinstance(said, MarkedMapping):
        return said
    what = {type(None): "nothing stands here", str: "this is a text"}.get(type(said), "this is something else")
    return Unreadable(f"{mark}: a case, or a question, is a mapping of keys such as check; {what}")
