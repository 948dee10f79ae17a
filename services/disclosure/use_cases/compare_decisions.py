"""Compare recorded decisions with what another pack would have answered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.disclosure.domain.check import check_from
from services.disclosure.domain.flip import flip_between, rests_on_other_grounds
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.vocabulary import unknown_words
from services.disclosure.use_cases.ports import Recorded, RecordedDecision, RecordedDecisions, Units
from services.disclosure.use_cases.premises import marked_as_simulation
from services.disclosure.use_cases.replay_decision import replay_decision
from shared.events.envelope import Document

AT_ONCE = 50
"""So many decisions are read at once, since each comes with the consent state that it was made on."""
MOST_FLIPPED_ITEMS = 500
"""An answer stays small enough for one event: when so many items have flipped, the next page goes on."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which recorded decisions, from where on, and how many at most."""

    recorded: Recorded
    after: UUID | None
    limit: int


def compare_decisions(page: Page, policy: Policy, units: Units) -> Document:
    """Return every answer that flips, what could not be compared, and where the next page begins, if there is one."""
    with units.begin() as unit:
        return _comparison(_read(unit.recorded, page), page.limit, policy)


def _read(recorded: RecordedDecisions, page: Page) -> Iterator[RecordedDecision]:
    after, left = page.after, page.limit
    while left and (found := recorded.page(page.recorded, after, min(left, AT_ONCE))):
        yield from found
        after, left = UUID(_id(found[-1])), left - len(found)


def _comparison(found: Iterable[RecordedDecision], limit: int, policy: Policy) -> Document:
    listed: dict[str, list[Document]] = {"flipped": [], "not_compared": []}
    counted: Counter[str] = Counter()
    items, last = 0, None
    for decision in found:
        kind, told = _compared(decision, policy)
        counted[kind] += 1
        last = _id(decision)
        if told is not None:
            listed[kind].append(told)
            items += len(told.get("items", ()))
        if items >= MOST_FLIPPED_ITEMS:
            break
    more = items >= MOST_FLIPPED_ITEMS or counted.total() == limit
    return {**marked_as_simulation(policy), **_counts(counted), **listed, "next": last if more else None}


def _counts(counted: Counter[str]) -> Document:
    compared = counted["unchanged"] + counted["other_grounds"] + counted["flipped"]
    return {"compared": compared, "unchanged": counted["unchanged"], "other_grounds": counted["other_grounds"]}


def _compared(decision: RecordedDecision, policy: Policy) -> tuple[str, Document | None]:
    obstacle = _obstacle(decision, policy)
    if obstacle is not None:
        return "not_compared", {"decision_id": _id(decision), **obstacle}
    recorded: Mapping[str, Any] = decision.event["data"]
    old, new = recorded["decision"], replay_decision(recorded, decision.state, policy)
    flip = flip_between(old, new)
    if flip is None:
        return "other_grounds" if rests_on_other_grounds(old, new) else "unchanged", None
    check = recorded["check"]
    frame = {"evaluated_at": old["evaluated_at"], "recipient_kind": check["recipient"]["kind"]}
    return "flipped", {"decision_id": _id(decision), **frame, "purpose": check["purpose"], **flip}


def _obstacle(decision: RecordedDecision, policy: Policy) -> Document | None:
    if not decision.state_is_kept:
        return {"because": "The consent state that it was made on is not kept here.", "unknown_words": []}
    unknown = unknown_words(check_from(decision.event["data"]["check"]), policy.pack)
    if unknown:
        because = "The pack does not know every word of its check, and would refuse it."
        return {"because": because, "unknown_words": [pointer for pointer, _ in unknown]}
    return None


def _id(decision: RecordedDecision) -> str:
    decision_id: str = decision.event["id"]
    return decision_id
