"""The answer to a check, and the document that is sent, stored and audited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from services.disclosure.domain.check import IDENTIFIED, Item
from services.disclosure.domain.period import period_document


class Outcome(StrEnum):
    PERMIT = "permit"
    PARTIAL = "partial"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What the caller must do because of the answer; `before` says that it comes before the data leave."""

    kind: str
    to: str | None = None
    deadline: date | None = None
    before: bool = False


class ItemDecision(NamedTuple):
    """`basis` permits, `also` are further rules that would; `law` are the provisions behind the yes or the no."""

    item: Item
    permitted: bool
    basis: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    rule: str | None = None
    consent: str | None = None
    delegation: str | None = None
    also: tuple[str, ...] = ()
    objection: str | None = None
    reason: str | None = None
    would_permit_if: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PackReference:
    controller: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`narrower_request` are the items of the largest request that would pass, where one was too broad.

    `judged_as` is the role that the subject has since their death, where the check names the one they had before.
    """

    controller: str
    outcome: Outcome
    items: tuple[ItemDecision, ...]
    obligations: tuple[Obligation, ...]
    pack: PackReference
    consent_state: int | None
    evaluated_at: datetime
    act_before: datetime
    narrower_request: tuple[Item, ...] = ()
    judged_as: str | None = None


def decision_document(decision: Decision, decision_id: str, source: str) -> dict[str, Any]:
    """Return the decision as it is answered; `source` says where the consent state came from."""
    narrower = [item_document(item) for item in decision.narrower_request]
    return {
        "id": decision_id,
        "controller": decision.controller,
        "outcome": decision.outcome.value,
        "items": [_item_document(item) for item in decision.items],
        "obligations": [_obligation_document(obligation) for obligation in decision.obligations],
        "pack": pack_document(decision.pack),
        "consent_state": decision.consent_state,
        "consent_state_source": source,
        "evaluated_at": instant(decision.evaluated_at),
        "act_before": instant(decision.act_before),
        **({"narrower_request": {"items": narrower}} if narrower else {}),
        **({"judged_as": decision.judged_as} if decision.judged_as else {}),
    }


def pack_document(pack: PackReference) -> dict[str, str]:
    return {"controller": pack.controller, "version": pack.version, "digest": pack.digest}


def item_document(item: Item) -> dict[str, Any]:
    optional = {
        "course": item.course,
        "episode": item.episode,
        "labels": sorted(item.labels) or None,
        "form": item.form if item.form != IDENTIFIED else None,
        "period": period_document(item.period) if item.period else None,
    }
    return {"category": item.category, **{name: value for name, value in optional.items() if value is not None}}


def _item_document(decided: ItemDecision) -> dict[str, Any]:
    optional = {
        "rule": decided.rule,
        "law": list(decided.law) or None,
        "consent": decided.consent,
        "delegation": decided.delegation,
        "also": list(decided.also) or None,
        "objection": decided.objection,
        "reason": str(decided.reason) if decided.reason else None,
    }
    return {
        **item_document(decided.item),
        "outcome": (Outcome.PERMIT if decided.permitted else Outcome.DENY).value,
        "basis": list(decided.basis),
        "would_permit_if": [dict(way) for way in decided.would_permit_if],
        **{name: value for name, value in optional.items() if value is not None},
    }


def _obligation_document(obligation: Obligation) -> dict[str, Any]:
    deadline = obligation.deadline.isoformat() if obligation.deadline else None
    optional = {"to": obligation.to, "deadline": deadline, "before": obligation.before or None}
    return {"kind": obligation.kind, **{name: value for name, value in optional.items() if value is not None}}


def instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
