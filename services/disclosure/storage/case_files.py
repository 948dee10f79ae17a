"""Reads case files and runs them; what a case leaves out of a check takes its most ordinary value."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from services.disclosure.domain.check import check_from
from services.disclosure.domain.subject_state import subject_state_from
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.storage.line_cases import line_case_from
from services.disclosure.use_cases.run_cases import Case, misses_of
from services.disclosure.use_cases.run_line_cases import LineCase, misses_of_line_case
from shared.policy_packs.model import Pack
from shared.policy_packs.read_yaml import read_yaml
from shared.policy_packs.validity import COPENHAGEN

_NOON = time(12)
_MIDNIGHT = time()


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
            content = read_yaml(path.read_text(encoding="utf-8"))
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
    if isinstance(case, Case):
        return misses_of(case, policies[controller])
    return misses_of_line_case(case, policies[controller])


def case_from(said: Mapping[str, Any], path: Path, packs: Mapping[str, Pack]) -> Case | LineCase:
    """Read a case, which asks one question: a check, how long data are kept, or how a right is answered."""
    asked = [form for form in ("check", "retention", "right") if form in said]
    if len(asked) != 1:
        raise CaseError("it must ask one thing: check, retention or right")
    check = said[asked[0]]
    controller = check.get("controller") or said.get("controller") or _controller_of(path, packs)
    if controller not in packs:
        raise CaseError(f"no pack is loaded for “{controller}”")
    if asked != ["check"]:
        return line_case_from(said, packs[controller])
    return _check_case(said, check, packs[controller])


def _check_case(said: Mapping[str, Any], check: Mapping[str, Any], pack: Pack) -> Case:
    given = said.get("given") or {}
    return Case(
        name=said["case"],
        controller=pack.controller,
        rows=tuple(said.get("rows", ())),
        at=_moment(said["on"], _NOON),
        state=subject_state_from(_state(given)),
        check=check_from({**_check(check, pack), "controller": pack.controller}),
        expect=said["expect"],
    )


def _name(said: Any) -> str:
    return str(said.get("case", "a case without a name")) if isinstance(said, Mapping) else str(said)


def _controller_of(path: Path, packs: Mapping[str, Pack]) -> str:
    """The folder a case lies in says whose it is; with one pack there is nothing to ask."""
    for folder in path.resolve().parents:
        if folder.name in packs:
            return folder.name
    if len(packs) == 1:
        return next(iter(packs))
    raise CaseError("it does not say which controller it is about")


def _check(said: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """A case that says nothing of country, channel or name means Denmark, an encrypted system and somebody known."""
    recipient = dict(said["recipient"])
    kind = pack.recipient_kinds.get(recipient["kind"])
    if kind is not None and kind.country is None:
        recipient.setdefault("country", "DK")
    check = {"channel": "electronic", **said, "recipient": recipient}
    attestation = said.get("attestation")
    if attestation:
        at = attestation.get("at")
        check["attestation"] = {"by": "somebody", **attestation, "at": _moment(at, _MIDNIGHT) if at else None}
    return check


def _state(given: Mapping[str, Any]) -> dict[str, Any]:
    consents = enumerate(given.get("consents") or (), start=1)
    objections = enumerate(given.get("objections") or (), start=1)
    delegations = enumerate(given.get("delegations") or (), start=1)
    return {
        "version": 1,
        "consents": [_consent(place, one) for place, one in consents],
        "objections": [_objection(place, one) for place, one in objections],
        "delegations": [_delegation(place, one) for place, one in delegations],
    }


def _consent(place: int, said: Mapping[str, Any]) -> dict[str, Any]:
    withdrawals = said.get("withdrawals") or ()
    stated_end = said.get("stated_end")
    return {
        "id": f"consent-{place}",
        "form": "written",
        "given_by": {"authority": "self"},
        **said,
        "given_at": _text(said["given_at"]),
        "stated_end": str(stated_end) if stated_end else None,
        "withdrawals": [{**one, "at": _text(one["at"])} for one in withdrawals],
    }


def _objection(place: int, said: Mapping[str, Any]) -> dict[str, Any]:
    lifted_at = said.get("lifted_at")
    return {
        "id": f"objection-{place}",
        **said,
        "raised_at": _text(said["raised_at"]),
        "lifted_at": _text(lifted_at) if lifted_at else None,
    }


def _delegation(place: int, said: Mapping[str, Any]) -> dict[str, Any]:
    until, ended_at = said.get("until"), said.get("ended_at")
    return {
        "id": f"delegation-{place}",
        "given_by": {"authority": "self"},
        **said,
        "from": str(said["from"]),
        "until": str(until) if until else None,
        "ended_at": _text(ended_at) if ended_at else None,
    }


def _text(said: Any) -> str:
    return _moment(said, _MIDNIGHT).isoformat()


def _moment(said: Any, hour: time) -> datetime:
    """Read a day or a moment; one without a zone is Danish time."""
    if isinstance(said, str):
        said = datetime.fromisoformat(said) if len(said) > len("2026-11-20") else date.fromisoformat(said)
    if not isinstance(said, datetime):
        return datetime.combine(said, hour, COPENHAGEN)
    return said if said.tzinfo else said.replace(tzinfo=COPENHAGEN)
