"""Looks a pack over: every fault that keeps it or its cases from being used, then advice."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from services.disclosure.authoring.cases.case_files import case_from
from services.disclosure.authoring.cases.read_cases import CaseError, read_cases
from services.disclosure.authoring.cases.unknown_case_words import unknown_case_words
from services.disclosure.authoring.packs.advise_on_pack import advise_on_pack
from services.disclosure.authoring.packs.deciding_lines import deciding_lines
from services.disclosure.authoring.packs.pack_folders import cases_beside
from services.disclosure.engine.compile import compile_policy
from shared.policy_packs.errors import PackError
from shared.policy_packs.load import LAW, load_pack, read_content, read_own
from shared.policy_packs.marks import mark_of
from shared.policy_packs.model import Pack
from shared.policy_packs.places import told


class Findings(NamedTuple):
    faults: list[str]
    advice: list[str]


def lint_pack(folder: Path) -> Findings:
    """Return a line for each fault and for each piece of advice, each beginning with its file and line."""
    try:
        pack = load_pack(folder)
    except PackError as error:
        return Findings([_from_here(fault, folder) for fault in error.faults], [])
    said, _ = read_content(folder)
    faults, deciding, names = _of_cases(folder, pack)
    advice = advise_on_pack(pack, read_own(folder), list(cases_beside(folder)), deciding)
    return Findings(faults, [*(_from_here(line, folder) for line in told(said, advice)), *names])


def _from_here(line: str, folder: Path) -> str:
    """A pack names its files from the folder of packs on."""
    return f"{folder.parent / line}" if line.startswith((f"{folder.name}/", f"{LAW}/")) else line


def _of_cases(folder: Path, pack: Pack) -> tuple[list[str], set[str], list[str]]:
    """The faults of the cases, the ids of the lines that decide any, and the names that are used again."""
    policy, known = compile_policy(pack), {pack.controller: pack}
    faults: list[str] = []
    deciding: set[str] = set()
    for path, said in read_cases([folder / "cases"]):
        try:
            case = case_from(said, path, known)
            unknown = unknown_case_words(said, case, pack)
            faults += unknown
            deciding |= set() if unknown else deciding_lines(case, policy)
        except CaseError as error:
            faults += str(error).splitlines()
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"{mark_of(said, 'case') or path.name}: cannot be read: {type(error).__name__}: {error}")
    return faults, deciding, list(_repeated_names(folder))


def _repeated_names(folder: Path) -> Iterator[str]:
    seen: dict[Any, str] = {}
    for _, said in read_cases([folder / "cases"]):
        name = said.get("case") if isinstance(said, Mapping) else None
        mark = str(mark_of(said, "case"))
        if name in seen:
            yield f"{mark}: «{name}» is the name of a case already, in {seen[name]}."
        elif name is not None:
            seen[name] = mark
