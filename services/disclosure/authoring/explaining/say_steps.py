"""What each step of a decision looks at for one item, in words; the numbers are those of the engine's README."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from services.disclosure.authoring.explaining.say_rules import (
    said_of_bars,
    said_of_bases,
    said_of_consents,
    said_of_delegations,
    said_of_duties,
)
from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.finding import Finding, Refusal
from services.disclosure.engine.objections import (
    is_upheld,
    marketing_objection,
    refusal_by_subject,
    restriction_on,
    suspending_objection,
)
from services.disclosure.engine.situation import Situation

_Step = Callable[[Situation, Item, Finding], Iterable[str]]


def said_no(situation: Situation, item: Item) -> Refusal | None:
    return marketing_objection(situation, item) or refusal_by_subject(situation, item)


def _asked(situation: Situation, _: Item, __: Finding) -> Iterator[str]:
    check = situation.check
    yield f"{situation.day}: data of a {situation.role}, to {check.recipient.kind} {check.recipient.id or '(no id)'}"
    yield f"country {situation.country or 'not stated'}, channel {check.channel or 'not stated'}"


def _forbidden(situation: Situation, item: Item, _: Finding) -> Iterator[str]:
    yield from said_of_bars(situation, item)
    restriction = restriction_on(situation, item)
    if restriction is not None:
        yield f"{restriction.id} restricts processing"


def _ordered(situation: Situation, item: Item, _: Finding) -> Iterator[str]:
    return said_of_duties(situation, item)


def _marketing(situation: Situation, item: Item, _: Finding) -> Iterator[str]:
    objection = marketing_objection(situation, item)
    if objection is not None:
        yield f"{objection.objection}: {objection.reason}"


def _refused(situation: Situation, item: Item, _: Finding) -> Iterator[str]:
    refusal = refusal_by_subject(situation, item)
    if refusal is not None:
        yield f"{refusal.objection}: {refusal.reason}"


def _agreed(situation: Situation, item: Item, _: Finding) -> Iterator[str]:
    yield from said_of_consents(situation, item)
    yield from said_of_delegations(situation, item)


def _otherwise(situation: Situation, item: Item, _: Finding) -> Iterator[str]:
    objection = suspending_objection(situation, item)
    if objection is not None:
        stands = "was upheld" if is_upheld(objection, situation) else "awaits its answer"
        yield f"{objection.id} {stands}, and suspends what rests on a balance of interests"
    if said_no(situation, item) is not None:
        yield "the subject has said no, so only a basis that stands against that counts"
    yield from said_of_bases(situation, item)


def _nothing(_: Situation, __: Item, finding: Finding) -> Iterator[str]:
    if isinstance(finding, Refusal):
        yield finding.reason
        yield from (f"it would pass with {_plain(way)}" for way in finding.would_permit_if)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {_plain(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_plain(inner) for inner in value)}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


_OTHERS_MAY_NOT_GO = (Reason.REQUEST_TOO_BROAD, Reason.REST_WOULD_TELL)


def _needed(situation: Situation, item: Item, finding: Finding) -> Iterator[str]:
    if isinstance(finding, Refusal) and finding.reason in _OTHERS_MAY_NOT_GO:
        yield f"{finding.reason}: other items of the request may not go"
    if isinstance(finding, Refusal) and finding.reason == Reason.NOT_NEEDED:
        yield finding.reason
    needed = situation.cells[item.category].needed
    yield f"{situation.check.purpose} {'can need' if needed else 'never needs'} {item.category}"


STEPS: Mapping[int, tuple[str, _Step]] = {
    1: ("Who asks what of whom, on which day?", _asked),
    2: ("Does a bar forbid it? Is its processing restricted?", _forbidden),
    3: ("Does the law order it?", _ordered),
    4: ("Has the subject objected to marketing?", _marketing),
    5: ("Has the subject refused it?", _refused),
    6: ("Does a consent or a delegation in force carry it?", _agreed),
    7: ("Is there another basis?", _otherwise),
    8: ("Nothing?", _nothing),
    9: ("Does the purpose need it?", _needed),
}
