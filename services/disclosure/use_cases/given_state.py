"""What is given to be on file, as examples and drafts write it: what they leave out takes its most ordinary value."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.subject_state import SubjectState
from shared.policy_packs.validity import COPENHAGEN, copenhagen_date

MIDNIGHT = time()
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
"""Further out, arithmetic with time zones has no answer."""

Said = Mapping[str, Any]


def given_state(given: Said) -> SubjectState:
    """Return the state of a subject of whom nothing else is on file."""
    return subject_state_from(given_document(given))


def given_document(given: Said) -> dict[str, Any]:
    """Return the same as the consent service would publish it."""
    consents = enumerate(given.get("consents") or (), start=1)
    objections = enumerate(given.get("objections") or (), start=1)
    delegations = enumerate(given.get("delegations") or (), start=1)
    return {
        "version": 0,
        "consents": [_consent(place, one) for place, one in consents],
        "objections": [_objection(place, one) for place, one in objections],
        "delegations": [_delegation(place, one) for place, one in delegations],
        "died_on": copenhagen_date(given_moment(given["died_on"])).isoformat() if given.get("died_on") else None,
    }


def given_moment(said: Any, hour: time = MIDNIGHT) -> datetime:
    """Read a day or a moment; one without a zone is Danish time."""
    if isinstance(said, str):
        said = datetime.fromisoformat(said) if len(said) > len("2026-11-20") else date.fromisoformat(said)
    if not isinstance(said, datetime):
        return datetime.combine(said, hour, COPENHAGEN)
    return said if said.tzinfo else said.replace(tzinfo=COPENHAGEN)


def _consent(place: int, said: Said) -> dict[str, Any]:
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


def _objection(place: int, said: Said) -> dict[str, Any]:
    lifted_at, answered_at = said.get("lifted_at"), said.get("answered_at")
    return {
        "id": f"objection-{place}",
        **said,
        "raised_at": _text(said["raised_at"]),
        "lifted_at": _text(lifted_at) if lifted_at else None,
        "answered_at": _text(answered_at) if answered_at else None,
    }


def _delegation(place: int, said: Said) -> dict[str, Any]:
    until, ended_at = said.get("until"), said.get("ended_at")
    return {
        "id": f"delegation-{place}",
        "given_by": {"authority": "self"},
        **said,
        "from": _day_or_moment(said["from"]),
        "until": str(until) if until else None,
        "ended_at": _text(ended_at) if ended_at else None,
    }


def _day_or_moment(said: Any) -> str:
    return _text(said) if isinstance(said, datetime) or "T" in str(said) or " " in str(said) else str(said)


def _text(said: Any) -> str:
    return given_moment(said).isoformat()
