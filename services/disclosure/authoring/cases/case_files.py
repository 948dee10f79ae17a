"""Runs the cases in files, after looking at their form and at whose they are."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_schema import CASE_SCHEMAS
from services.disclosure.authoring.cases.read_cases import CaseError, Unreadable, first_mark, read_cases
from services.disclosure.authoring.cases.run_cases import misses_of
from services.disclosure.authoring.cases.run_line_cases import LineCase, misses_of_line_case
from services.disclosure.authoring.cases.understand_case import understand_case
from services.disclosure.authoring.cases.unknown_case_words import unknown_case_words
from services.disclosure.authoring.cases.words_despite_faults import words_despite_faults
from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.marks import mark_of
from shared.policy_packs.model import Pack
from shared.policy_packs.nearest import Unknown
from shared.policy_packs.places import told_of_form

Said = Mapping[str, Any]

_SIMILAR = 0.5


def run_case_files(paths: Iterable[Path], packs: Mapping[str, Pack]) -> tuple[list[str], int]:
    """Run every case in these files and folders; return what to print and how many cases missed."""
    lines: list[str] = []
    failures = count = 0
    policies: dict[str, Policy] = {}
    for path, said in read_cases(paths):
        misses = misses_of_said(said, path, packs, policies)
        lines += misses
        failures += bool(misses)
        count += 1
    return [*lines, f"{count} run, {failures} missed"], failures


def misses_of_said(said: Any, path: Path, packs: Mapping[str, Pack], policies: dict[str, Policy]) -> list[str]:
    """Run one case as it stands in its file; compiled policies are kept in `policies`."""
    if isinstance(said, Unreadable):
        return [said]
    try:
        case = case_from(said, path, packs)
    except (CaseError, KeyError, TypeError, ValueError) as error:
        told = error if isinstance(error, CaseError) else f"{type(error).__name__}: {error}"
        return [f"{path.name}: «{said.get('case', 'a case without a name')}» cannot be read: {told}"]
    controller = case.controller
    if controller not in policies:
        policies[controller] = compile_policy(packs[controller])
    if unknown := unknown_case_words(said, case, packs[controller]):
        return [f"«{case.name}»: {line}" for line in unknown]
    if isinstance(case, Case):
        return misses_of(case, policies[controller])
    return misses_of_line_case(case, policies[controller])


def case_from(said: Any, path: Path, packs: Mapping[str, Pack], *, may_lack: Sequence[str] = ()) -> Case | LineCase:
    """Read a case, which asks one question: a check, how long data are kept, or how a right is answered."""
    if isinstance(said, Unreadable):
        raise CaseError(said)
    beginning = first_mark(said, path)
    asked = [form for form in CASE_SCHEMAS if form in said]
    if len(asked) != 1:
        raise CaseError(f"{beginning}: it must ask one thing: {', '.join(CASE_SCHEMAS)}")
    messages = CASE_SCHEMAS[asked[0]]().validate(said, partial=may_lack)
    question = said[asked[0]] if isinstance(said[asked[0]], Mapping) else {}
    if messages:
        words = _words(said, messages, question, path, packs)
        raise CaseError("\n".join([*told_of_form(said, messages, beginning), *words]))
    return understand_case(said, pack_asked(said, question, path, packs))


def _words(said: Said, messages: Said, question: Said, path: Path, packs: Mapping[str, Pack]) -> list[str]:
    try:
        return words_despite_faults(said, messages, pack_asked(said, question, path, packs))
    except CaseError as error:
        return [str(error)]


def pack_asked(said: Said, question: Said, path: Path, packs: Mapping[str, Pack]) -> Pack:
    """Return the pack of the controller that the question, its case or else its folder names. Raises CaseError."""
    named = next((one for one in (question, said) if one.get("controller")), None)
    controller = named["controller"] if named is not None else _folder_of(path, packs)
    if isinstance(controller, str) and controller in packs:
        return packs[controller]
    mark = mark_of(named, "controller") or first_mark(said, path)
    if controller is None:
        raise CaseError(f"{mark}: controller: it does not say which it is about: {', '.join(packs)}")
    unknown = Unknown(f"no pack is loaded for “{controller}”.", controller, packs, _SIMILAR)
    raise CaseError(f"{mark}: controller: {unknown.with_nearest()}")


def _folder_of(path: Path, packs: Mapping[str, Pack]) -> str | None:
    """The folder a case lies in says whose it is; with one pack there is nothing to ask."""
    folders = [folder.name for folder in path.resolve().parents if folder.name in packs]
    return folders[0] if folders else next(iter(packs)) if len(packs) == 1 else None
