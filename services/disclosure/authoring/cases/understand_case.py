"""Turns a case whose form is right into a case; what it leaves out of a check takes its most ordinary value."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.line_cases import line_case_from
from services.disclosure.authoring.cases.run_line_cases import LineCase
from services.disclosure.domain.check import check_from
from services.disclosure.use_cases.given_state import MIDNIGHT, given_moment, given_state
from shared.policy_packs.model import Pack

_NOON = time(12)

Said = Mapping[str, Any]


def understand_case(said: Said, pack: Pack) -> Case | LineCase:
    """Return what is asked: a check, how long data are kept, or how a right is answered."""
    return _check_case(said, said["check"], pack) if "check" in said else line_case_from(said, pack)


def _check_case(said: Said, check: Said, pack: Pack) -> Case:
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


def _check(said: Said, pack: Pack) -> dict[str, Any]:
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
