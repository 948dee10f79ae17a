"""Step 8: nothing permits the item; say why in one reason, and name the smallest thing that would change it."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import conditions_met, speaks_of
from services.disclosure.engine.consents import fault_for_item
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.missing import consent_wanted, missing_things, size
from services.disclosure.engine.situation import Situation

# A consent that failed later in this list came nearer to permitting, so its fault explains more.
_NEARNESS = (
    Reason.CONSENT_OTHER_PURPOSE,
    Reason.CONSENT_OTHER_RECIPIENT,
    Reason.CONSENT_OTHER_COURSE,
    Reason.OUTSIDE_CONSENT_SCOPE,
    Reason.CONSENT_NOT_YET_GIVEN,
    Reason.CONSENT_WITHDRAWN,
    Reason.CONSENT_WITHOUT_AUTHORITY,
    Reason.CONSENT_NOT_WRITTEN,
    Reason.CONSENT_LAPSED,
)


def explain(situation: Situation, cell: Cell, item: Item) -> Refusal:
    if not cell.needed:
        return Refusal(Reason.NOT_NEEDED)
    ways = _smallest([*_by_law(situation, cell, item), *_by_consent(situation, cell, item)])
    reason = _reason(ways, _near_miss(situation, cell, item))
    return Refusal(reason, cell.law, would_permit_if=tuple(ways))


def _by_law(situation: Situation, cell: Cell, item: Item) -> Iterator[Mapping[str, Any]]:
    for compiled in (*cell.duties, *cell.bases):
        if speaks_of(compiled, situation, item):
            yield missing_things(compiled.rule, situation)


def _by_consent(situation: Situation, cell: Cell, item: Item) -> Iterator[Mapping[str, Any]]:
    covered = None in _consent_faults(situation, item)
    for compiled in cell.consents:
        if speaks_of(compiled, situation, item):
            missing = missing_things(compiled.rule, situation)
            yield missing if covered else {**missing, "consent": consent_wanted(situation, item)}


def _smallest(ways: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    least = min(map(size, ways), default=0)
    found: list[Mapping[str, Any]] = []
    for way in ways:
        if size(way) == least and way not in found:
            found.append(way)
    return found


def _reason(ways: list[Mapping[str, Any]], near_miss: Reason | None) -> Reason:
    if near_miss is not None:
        return near_miss
    if any(set(way) == {"attestation"} for way in ways):
        return Reason.ATTESTATION_MISSING
    if any(set(way) == {"fact"} and size(way) == 1 for way in ways):
        return Reason.CONDITION_NOT_MET
    return Reason.NO_LEGAL_BASIS


def _near_miss(situation: Situation, cell: Cell, item: Item) -> Reason | None:
    """What is wrong with the consent that came nearest, or with the case it was given for."""
    rules = [compiled for compiled in cell.consents if speaks_of(compiled, situation, item)]
    if not rules or not situation.weighed:
        return None
    faults = _consent_faults(situation, item)
    if None in faults:
        return _unmet(rules, situation)
    nearest = max((fault for fault in faults if fault), key=_NEARNESS.index)
    return None if nearest is Reason.CONSENT_OTHER_PURPOSE else nearest


def _consent_faults(situation: Situation, item: Item) -> list[Reason | None]:
    return [one.fault or fault_for_item(one.consent, situation, item) for one in situation.weighed]


def _unmet(rules: list[CompiledRule], situation: Situation) -> Reason | None:
    return next((one.reason for one in rules if not conditions_met(one.rule, situation)), None)
