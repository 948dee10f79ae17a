"""Checks of a pack's words, each aimed at one of its rules, so that it is often answered there, or only just missed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random

from services.disclosure.domain.check import Attestation, Check, Item, Recipient
from services.disclosure.domain.period import Period
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import FORMS, Rule
from tests.oracle.chance import happens, maybe, mostly
from tests.oracle.days import a_birthday, near
from tests.oracle.naive_dates import danish_day
from tests.oracle.statements import statements

COURSES = ("K1", "K2")
PERIODS = (
    Period(date(2026, 1, 1), date(2026, 2, 1)),
    Period(date(2026, 1, 1), date(2026, 6, 1)),
    Period(date(2026, 2, 1), date.max),
)
_COUNTRIES = ("DK", "DK", "GB", "US")


def a_check(chance: Random, pack: Pack, at: datetime) -> Check:
    aim = _an_aim(chance, pack)
    recipient = Recipient(
        _one_of(chance, aim and aim.recipient_kinds, pack.recipient_kinds),
        mostly(chance, [*sorted(aim.recipient_ids if aim else ()), "r1", "r2"]),
        mostly(chance, [*sorted(aim.countries if aim else ()), *_COUNTRIES]),
    )
    items = tuple(_item(chance, pack, aim) for _ in range(chance.choice([1, 1, 2, 3])))
    today = danish_day(at)
    return Check(
        controller=pack.controller,
        recipient=recipient,
        purpose=_one_of(chance, aim and aim.purposes, pack.purposes),
        items=items,
        facts=statements(chance, pack, aim, (recipient.id, items[0].course, items[0].category), today),
        attestation=_attestation(chance, pack, aim, at),
        channel=mostly(chance, [*sorted(aim.channels if aim else ()), *pack.channels]),
        subject_role=maybe(chance, [_one_of(chance, aim and aim.subject_roles, pack.subject_roles)]),
        subject_born=maybe(chance, [a_birthday(chance, today)]),
    )


def _an_aim(chance: Random, pack: Pack) -> Rule | None:
    """A rule of some step; not simply any rule, since some steps have many more than others."""
    steps = sorted({rule.step for rule in pack.rules})
    if not steps:
        return None
    step = chance.choice(steps)
    return chance.choice([rule for rule in pack.rules if rule.step == step])


def an_item(chance: Random, pack: Pack, categories: frozenset[str]) -> Item:
    """An item of one of these categories, or now and then of another."""
    labels = chance.sample(sorted(pack.labels), min(len(pack.labels), chance.choice([0, 0, 0, 1, 2])))
    return Item(
        _one_of(chance, categories, pack.categories),
        mostly(chance, COURSES),
        maybe(chance, ["e1"], one_in=3),
        frozenset(labels),
        chance.choice(FORMS) if happens(chance, 4) else "identified",
        maybe(chance, PERIODS, one_in=4),
    )


def _item(chance: Random, pack: Pack, aim: Rule | None) -> Item:
    return an_item(chance, pack, aim.categories if aim else frozenset())


def _one_of(chance: Random, aimed: frozenset[str] | None, every: Iterable[str]) -> str:
    return chance.choice(sorted(every) if not aimed or happens(chance, 8) else sorted(aimed))


def _attestation(chance: Random, pack: Pack, aim: Rule | None, at: datetime) -> Attestation | None:
    if happens(chance, 3):
        return None
    wanted = aim.attestation.professions if aim and aim.attestation else frozenset()
    return Attestation(
        None if happens(chance, 8) else "somebody",
        None if happens(chance, 8) else _one_of(chance, wanted, pack.professions),
        maybe(chance, [near(chance, at), at + timedelta(seconds=4)]),
        not happens(chance, 8),
    )
