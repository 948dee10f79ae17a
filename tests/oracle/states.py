"""What a subject may have said: consents, objections and delegations, mostly about the check at hand."""

from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from services.disclosure.domain.check import Check, Item
from services.disclosure.domain.subject_state import (
    Consent,
    ConsentTextVersion,
    Delegation,
    ItemScope,
    Objection,
    Part,
    RecipientScope,
    Scope,
    SubjectState,
    Withdrawal,
)
from shared.policy_packs.model import OBJECTION_KINDS, Pack
from shared.policy_packs.rule import DELEGATION_KINDS
from tests.oracle.chance import happens, maybe, some
from tests.oracle.checks import COURSES, PERIODS
from tests.oracle.days import a_day_near, before, near
from tests.oracle.naive_dates import danish_day

_Word = TypeVar("_Word", Consent, Delegation)


def a_state(chance: Random, pack: Pack, check: Check, at: datetime) -> SubjectState:
    return SubjectState(
        chance.randint(0, 9),
        tuple(a_consent(chance, pack, check, at, f"c{number}") for number in range(chance.choice([0, 1, 1, 2, 9]))),
        tuple(an_objection(chance, pack, check, at, f"o{number}") for number in range(chance.choice([0, 0, 0, 1, 2]))),
        tuple(a_delegation(chance, pack, check, at, f"d{number}") for number in range(chance.choice([0, 0, 1, 2]))),
        a_day_near(chance, danish_day(at)) if happens(chance, 8) else None,
    )


def a_consent(chance: Random, pack: Pack, check: Check, at: datetime, consent_id: str) -> Consent:
    """A consent that would carry the check, with nothing, something or everything changed."""
    given_at = at - timedelta(days=chance.choice([10, 1, 100]))
    wanted = tuple(scope for item in check.items for scope in _exact_scopes(item))
    recipient = RecipientScope(check.recipient.kind, check.recipient.id, check.recipient.country)
    consent = Consent(
        id=consent_id,
        given_at=given_at,
        given_on=danish_day(given_at),
        authority="self",
        form="written",
        form_exemption=None,
        course=None,
        stated_end=None,
        scope=Scope((recipient,), frozenset({check.purpose}), wanted),
        withdrawals=(),
    )
    return _changed(chance, consent, _odd_consent(chance, pack, check, at))


def _odd_consent(chance: Random, pack: Pack, check: Check, at: datetime) -> dict[str, dict[str, Any]]:
    given_at = before(chance, at)
    text = ConsentTextVersion(chance.choice([*pack.consent_texts, "unknown"]), chance.choice(["1", "2", "3"]))
    return {
        "given": {"given_at": given_at, "given_on": danish_day(given_at)},
        "authority": {"authority": chance.choice(["custody", "representative"])},
        "form": {"form": chance.choice(["electronic", "oral"]), "form_exemption": maybe(chance, ["too ill to write"])},
        "course": {"course": chance.choice([check.items[0].course or "K1", "K2"])},
        "end": {"stated_end": a_day_near(chance, danish_day(at))},
        "scope": {"scope": _scope(chance, pack, check)},
        "withdrawals": {"withdrawals": (a_withdrawal(chance, pack, check, at),)},
        "expression": {"expression": chance.choice(["ordinary", "implied"])},
        "text": {"text": text},
        "role": {"subject_role": chance.choice([*pack.subject_roles])},
    }


def a_withdrawal(chance: Random, pack: Pack, check: Check, at: datetime) -> Withdrawal:
    return Withdrawal(near(chance, at), _part(chance, pack, check))


def an_objection(chance: Random, pack: Pack, check: Check, at: datetime, objection_id: str) -> Objection:
    return Objection(
        objection_id,
        chance.choice(OBJECTION_KINDS),
        before(chance, at),
        _part(chance, pack, check),
        maybe(chance, [near(chance, at)], one_in=4),
        maybe(chance, [near(chance, at)], one_in=6),
        maybe(chance, [near(chance, at)], one_in=6),
    )


def a_delegation(chance: Random, pack: Pack, check: Check, at: datetime, delegation_id: str) -> Delegation:
    """A delegation that would carry the check, with nothing, something or everything changed."""
    today, recipient = danish_day(at), check.recipient
    delegate = RecipientScope(recipient.kind, recipient.id or "r1")
    delegation = Delegation(
        delegation_id, "grant", delegate, "self", today - timedelta(days=10), until=None, ended_at=None, part=Part()
    )
    begins_at = near(chance, at)
    odd = {
        "kind": {"kind": chance.choice(DELEGATION_KINDS)},
        "delegate": {"delegate": _recipient(chance, pack, check)},
        "authority": {"authority": chance.choice(["custody", "representative"])},
        "begins": {"begins": a_day_near(chance, today)},
        "begun": {"begins": danish_day(begins_at), "begins_at": begins_at},
        "until": {"until": a_day_near(chance, today)},
        "ended": {"ended_at": near(chance, at)},
        "part": {"part": _part(chance, pack, check)},
        "role": {"subject_role": chance.choice([*pack.subject_roles])},
    }
    return _changed(chance, delegation, odd)


def _changed(chance: Random, original: _Word, odd: dict[str, dict[str, Any]]) -> _Word:
    names = chance.sample(sorted(odd), chance.choice([0, 1, 1, 2, len(odd)]))
    return original._replace(**{field: value for name in names for field, value in odd[name].items()})


def _scope(chance: Random, pack: Pack, check: Check) -> Scope:
    purposes = some(chance, pack.purposes)
    return Scope(
        tuple(_recipient(chance, pack, check) for _ in range(chance.choice([1, 1, 2]))),
        purposes if happens(chance, 8) else purposes | {check.purpose},
        tuple(scope for item in check.items for scope in _item_scopes(chance, pack, item)),
    )


def _part(chance: Random, pack: Pack, check: Check) -> Part:
    item = chance.choice(check.items)
    return Part(
        maybe(chance, [tuple(_recipient(chance, pack, check) for _ in range(chance.choice([1, 1, 2])))]),
        maybe(chance, [frozenset({check.purpose}), some(chance, pack.purposes)]),
        maybe(chance, [_item_scopes(chance, pack, item)]),
        frozenset(some(chance, pack.channels)) if happens(chance, 5) else None,
    )


def _recipient(chance: Random, pack: Pack, check: Check) -> RecipientScope:
    kind = check.recipient.kind
    around = [pack.recipient_kinds[kind].within or kind, *sorted(pack.recipient_kinds)]
    return RecipientScope(
        chance.choice(around) if happens(chance, 4) else kind,
        maybe(chance, [check.recipient.id or "r1", "r2"]),
        maybe(chance, [check.recipient.country or "DK", "US"], one_in=4),
    )


def _exact_scopes(item: Item) -> tuple[ItemScope, ...]:
    labels = sorted(item.labels) or [None]
    return tuple(ItemScope(item.category, item.course, item.episode, label, item.period) for label in labels)


def _item_scopes(chance: Random, pack: Pack, item: Item) -> tuple[ItemScope, ...]:
    """Scopes that name the item, with each of its labels or without, or miss it by an attribute."""
    category = chance.choice([item.category, item.category, "*", *sorted(pack.categories)])
    labels = [*sorted(item.labels), None] if item.labels else [None, *maybe_label(chance, pack)]
    return tuple(
        ItemScope(
            category,
            maybe(chance, [item.course, item.course, *COURSES]),
            maybe(chance, [item.episode, "e1"], one_in=5),
            label,
            maybe(chance, [item.period, *PERIODS], one_in=5),
        )
        for label in labels
        if not happens(chance, 6)
    )


def maybe_label(chance: Random, pack: Pack) -> list[str]:
    return [chance.choice(sorted(pack.labels))] if pack.labels and happens(chance, 6) else []
