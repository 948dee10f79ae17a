"""Runs cases, the examples beside a policy pack, and says in a sentence how each miss missed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.claimed_obligations import misses_of_obligations
from services.disclosure.authoring.cases.subject_says_no import case_after_no
from services.disclosure.domain.check import IDENTIFIED, Item
from services.disclosure.domain.decision import Decision
from services.disclosure.domain.period import period_document
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide


def misses_of(case: Case, policy: Policy) -> list[str]:
    """Return a sentence for each way in which the decision is not what the case, whose words are known, expects."""
    noes = [case_after_no(case, word) for word in case.if_subject]
    return [miss for asked in (case, *noes) for miss in _misses_when_decided(asked, policy)]


def _misses_when_decided(case: Case, policy: Policy) -> list[str]:
    decision = decide(case.check, case.state, policy, case.at)
    return [f"«{case.name}»: {miss}{_because(decision)}" for miss in _misses(case.expect, decision)]


def _misses(expect: Mapping[str, Any], decision: Decision) -> Iterator[str]:
    for claim, expected in expect.items():
        yield from _CLAIMS[claim](expected, decision)


def _outcome(expected: str, decision: Decision) -> Iterator[str]:
    if decision.outcome.value != expected:
        yield f"expected outcome {expected}, got {decision.outcome.value}"


def _withheld(expected: Sequence[Any], decision: Decision) -> Iterator[str]:
    """Each item withheld is named, and each one named is withheld."""
    denied = [one.item for one in decision.items if not one.permitted]
    yield from _misses_of_items(expected, denied, "withheld")


def _narrower_request(expected: Sequence[Any], decision: Decision) -> Iterator[str]:
    """Each item of the narrower request is named, and each one named is in it."""
    yield from _misses_of_items(expected, decision.narrower_request, "in the narrower request")


def _misses_of_items(expected: Sequence[Any], found: Sequence[Item], where: str) -> Iterator[str]:
    for wanted in expected:
        if not any(_is_item(wanted, one) for one in found):
            yield f"expected {_said(wanted)} to be {where}, but it is not"
    for one in found:
        if not any(_is_item(wanted, one) for wanted in expected):
            yield f"{_item(one)} is {where}, which was not expected"


def _basis(expected: Sequence[str], decision: Decision) -> Iterator[str]:
    """Each code named stands behind some item, as its basis or as the law behind the answer."""
    found = {code for one in decision.items for code in (*one.basis, *one.law)}
    for code in expected:
        if code not in found:
            yield f"expected the basis {code}, got {_list(sorted(found))}"


def _obligations(expected: Sequence[Any], decision: Decision) -> Iterator[str]:
    yield from misses_of_obligations(expected, decision.obligations)


def _missing(expected: Sequence[Any], decision: Decision) -> Iterator[str]:
    """Each thing named is part of what some item would be permitted by."""
    ways = [way for one in decision.items for way in one.would_permit_if]
    for wanted in expected:
        if not any(_is_way(wanted, way) for way in ways):
            yield f"expected {_said(wanted)} to be named as missing, got {_list(list(map(str, ways)))}"


def _reason(expected: str, decision: Decision) -> Iterator[str]:
    found = {one.reason for one in decision.items if one.reason}
    if expected not in found:
        yield f"expected the reason {expected}, got {_list(sorted(found))}"


def _rule(expected: str, decision: Decision) -> Iterator[str]:
    found = {one.rule for one in decision.items if one.rule}
    if expected not in found:
        yield f"expected the rule {expected}, got {_list(sorted(found))}"


_CLAIMS = {
    "outcome": _outcome,
    "withheld": _withheld,
    "narrower_request": _narrower_request,
    "basis": _basis,
    "obligations": _obligations,
    "missing": _missing,
    "reason": _reason,
    "rule": _rule,
}


def _is_item(wanted: Any, item: Item) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(wanted == item.category)
    period = period_document(item.period) if item.period else None
    attributes = {
        "category": item.category,
        "course": item.course,
        "episode": item.episode,
        "form": item.form,
        "period": period,
    }
    labels = wanted.get("labels", ())
    named = {name: _plain(value) for name, value in wanted.items() if name != "labels"}
    return all(attributes.get(name) == value for name, value in named.items()) and item.labels >= set(labels)


def _is_way(wanted: Any, way: Mapping[str, Any]) -> bool:
    if isinstance(wanted, Mapping):
        return _is_part(wanted, way)
    return wanted in way or wanted in way.get("fact", ())


def _is_part(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        return all(name in found and _is_part(value, found[name]) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(_is_part, wanted, found))
    # An item may be named by its category alone, as among those withheld.
    return bool(wanted == (found.get("category") if isinstance(found, Mapping) else found))


def _because(decision: Decision) -> str:
    reasons = [f"{_item(one.item)}: {one.reason}" for one in decision.items if one.reason]
    return f" ({'; '.join(reasons)})" if reasons else ""


def _plain(value: Any) -> Any:
    """A period is told in text, and YAML reads its days as such."""
    return {name: str(day) for name, day in value.items()} if isinstance(value, Mapping) else value


def _item(item: Item) -> str:
    form = item.form if item.form != IDENTIFIED else None
    marks = [mark for mark in (form, item.course, item.episode, *sorted(item.labels)) if mark]
    period = [f"{name} {day}" for name, day in (period_document(item.period) if item.period else {}).items()]
    return " ".join([item.category, *marks, *period])


def _said(wanted: Any) -> str:
    if isinstance(wanted, Mapping):
        return ", ".join(f"{name} {_said(value)}" for name, value in wanted.items())
    return str(wanted)


def _list(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"
