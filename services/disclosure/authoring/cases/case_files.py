"""Reads case files and runs them; what a case leaves out of a check takes its most ordinary value."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_schema import CASE_SCHEMAS
from services.disclosure.authoring.cases.line_cases import line_case_from
from services.disclosure.authoring.cases.run_cases import misses_of
from services.disclosure.authoring.cases.run_line_cases import LineCase, misses_of_line_case
from services.disclosure.authoring.cases.unknown_case_words import unknown_case_words
from services.disclosure.domain.check import check_from
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.use_cases.given_state import MIDNIGHT, given_moment, given_state
from shared.policy_packs.model import Pack
from shared.policy_packs.places import told_of_form
from shared.policy_packs.read_yaml import read_yaml

_NOON = time(12)


class CaseError(Exception):
    """A case cannot be run; says why."""


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


def read_cases(paths: Iterable[Path]) -> Iterator[tuple[Path, Any]]:
    """Every case with the file it stands in; a file that cannot be read counts as one case that misses."""
    for path in _case_files(paths):
        try:
            content = read_yaml(path.read_text(encoding="utf-8"), str(path))
        except (OSError, ValueError) as error:
            content = str(error)
        for said in content if isinstance(content, list) else [content]:
            yield path, said


def _case_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            below = sorted(path.rglob("*.yaml"))
            # A folder of packs holds other YAML besides; then only what lies in folders named `cases` is meant.
            yield from [file for file in below if "cases" in file.resolve().parts] or below
        else:
            yield path


def misses_of_said(said: Any, path: Path, packs: Mapping[str, Pack], policies: dict[str, Policy]) -> list[str]:
    """Run one case as it stands in its file; compiled policies are kept in `policies`."""
    try:
        case = case_from(said, path, packs)
    except (CaseError, KeyError, TypeError, ValueError) as error:
        told = error if isinstance(error, CaseError) else f"{type(error).__name__}: {error}"
        return [f"{path.name}: «{_name(said)}» cannot be read: {told}"]
    controller = case.controller
    if controller not in policies:
        policies[controller] = compile_policy(packs[controller])
    if unknown := unknown_case_words(said, case, policies[controller]):
        return [f"«{case.name}»: {line}" for line in unknown]
    if isinstance(case, Case):
        return misses_of(case, policies[controller])
    return misses_of_line_case(case, policies[controller])


def case_from(said: Any, path: Path, packs: Mapping[str, Pack], *, may_lack: Sequence[str] = ()) -> Case | LineCase:
    """Read a case, which asks one question: a check, how long data are kept, or how a right is answered."""
    if not isinstance(said, Mapping):
        raise CaseError(str(said))
    asked = [form for form in CASE_SCHEMAS if form in said]
    if len(asked) != 1:
        raise CaseError(f"it must ask one thing: {', '.join(CASE_SCHEMAS)}")
    if faults := told_of_form(said, CASE_SCHEMAS[asked[0]]().validate(said, partial=may_lack)):
        raise CaseError("\n".join(faults))
    check = said[asked[0]]
    pack = pack_asked(said, check, path, packs)
    return _check_case(said, check, pack) if asked == ["check"] else line_case_from(said, pack)


def pack_asked(said: Mapping[str, Any], question: Mapping[str, Any], path: Path, packs: Mapping[str, Pack]) -> Pack:
    """Return the pack of the controller that the question, its case or else its folder names."""
    controller = question.get("controller") or said.get("controller") or _folder_of(path, packs)
    if controller not in packs:
        raise CaseError(f"no pack is loaded for “{controller}”")
    return packs[controller]


def _check_case(said: Mapping[str, Any], check: Mapping[str, Any], pack: Pack) -> Case:
    given = said.get("given") or {}
    return Case(
        name=said["case"],
        controller=pack.controller,
        rows=tuple(said.get("rows", ())),
        at=given_moment(said["on"], _NOON),
        state=given_state(given),
        check=check_from({**_check(check, pack), "controller": pack.controller}),
        expect=said["expect"],
        if_subject=said.get("if_subject") or {},
    )


def _name(said: Any) -> str:
    return str(said.get("case", "a case without a name")) if isinstance(said, Mapping) else str(said)


def _folder_of(path: Path, packs: Mapping[str, Pack]) -> str:
    """The folder a case lies in says whose it is; with one pack there is nothing to ask."""
    for folder in path.resolve().parents:
        if folder.name in packs:
            return folder.name
    if len(packs) == 1:
        return next(iter(packs))
    raise CaseError("it does not say which controller it is about")


def _check(said: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """A case that says nothing of country, channel or name means home, an encrypted system and somebody known."""
    recipient = dict(said["recipient"])
    kind = pack.recipient_kinds.get(recipient["kind"])
    if kind is not None and kind.country is None:
        recipient.setdefault("country", pack.home_of(said.get("subject_role")))
    check = {"channel": "electronic", **said, "recipient": recipient}
    attestation = said.get("attestation")
    if attestation:
        at = attestation.get("at")
        check["attestation"] = {"by": "somebody", **attestation, "at": given_moment(at, MIDNIGHT) if at else None}
    return check
