"""Turns a pack into an index, so that a decision looks only at the rules that can speak about an item."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from services.disclosure.domain.decision import PackReference
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.ages import Ages
from shared.policy_packs.basis import basis_of, is_open_to_objection
from shared.policy_packs.model import Pack, Period
from shared.policy_packs.reached_categories import reached_by_no_to
from shared.policy_packs.rule import FORMS, STEPS, Age, AllOf, AnyOf, Requirement, Rule

_COUNTRIES_AND_DAYS = 1_000
"""So many answers to which lists a country is on are kept."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its dates closed and the basis it gives worked out per category.

    `selective` says that it looks at more than the index knows: ids, labels or countries. The categories in `explicit`
    need an explicit consent; those in `open_to_objection` rest on a basis that article 21(1) GDPR reaches. A bar with
    lists of countries in `outside` is about countries that are on none of them.
    """

    rule: Rule
    begins: date
    ends: date
    reason: str
    basis: Mapping[str, tuple[str, ...]]
    selective: bool
    explicit: frozenset[str]
    open_to_objection: frozenset[str]
    outside: frozenset[str]
    asks_age: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Every rule that can speak about one category to one recipient kind for one purpose, in the pack's order.

    `forms_permitted` are those that some rule permits and not all, `forms_of_bars` those that some bar does not reach.
    """

    needed: bool
    bars: tuple[CompiledRule, ...]
    duties: tuple[CompiledRule, ...]
    consents: tuple[CompiledRule, ...]
    delegations: tuple[CompiledRule, ...]
    bases: tuple[CompiledRule, ...]
    law: tuple[str, ...]
    forms_permitted: frozenset[str] = frozenset()
    forms_of_bars: frozenset[str] = frozenset()

    def asks_age(self) -> bool:
        """Whether any of its rules, or an obligation of one, asks how old the subject is."""
        rules = (*self.bars, *self.duties, *self.consents, *self.delegations, *self.bases)
        return any(one.asks_age for one in rules)


Cells = Mapping[str, Cell]
Corner = tuple[str, str, str]
"""A subject role, a recipient kind and a purpose."""


# Written out, an index is megabytes long, which nobody reads and a failing test waits for.
@dataclass(frozen=True, slots=True, repr=False)
class Policy:
    pack: Pack
    reference: PackReference
    act_within: timedelta
    index: Mapping[Corner, Cells]
    lineages: Mapping[str, frozenset[str]]
    noes_reaching: Mapping[str, frozenset[str]]
    """For each category those a no to which reaches it."""
    ages_of_consent: Ages
    abroad: Callable[[str | None, date], frozenset[str]]
    """The lists of countries of which a country is no member on a day; one that nobody stated is on none."""


def compile_policy(pack: Pack) -> Policy:
    """Do once what every decision would otherwise repeat."""
    return Policy(
        pack=pack,
        reference=PackReference(pack.controller, pack.version, pack.digest),
        act_within=timedelta(minutes=pack.act_within_minutes),
        index=_index(pack),
        lineages={kind: pack.lineage_of(kind) for kind in pack.recipient_kinds},
        noes_reaching={category: reached_by_no_to(category, pack) for category in pack.categories},
        ages_of_consent={
            name: tuple((*_closed(period), age) for period, age in one.ages)
            for name, one in pack.ages_of_consent.items()
        },
        abroad=_abroad(pack),
    )


def _abroad(pack: Pack) -> Callable[[str | None, date], frozenset[str]]:
    # Nearly every check is about one of a few countries and about today.
    @lru_cache(maxsize=_COUNTRIES_AND_DAYS)
    def abroad(country: str | None, day: date) -> frozenset[str]:
        return frozenset(name for name, one in pack.country_lists.items() if not one.has(country, day))

    return abroad


def _requirements(rule: Rule) -> Iterable[Requirement]:
    yield from rule.when
    for obligation in rule.obligations:
        yield from obligation.unless


def _asks_age(requirement: Requirement | AllOf) -> bool:
    if isinstance(requirement, AnyOf):
        return any(_asks_age(one) for one in requirement.alternatives)
    if isinstance(requirement, AllOf):
        return any(_asks_age(one) for one in requirement.requirements)
    return isinstance(requirement, Age)


def _index(pack: Pack) -> Mapping[Corner, Cells]:
    """Build each distinct cell, and each distinct set of cells, once: most corners of a pack are alike.

    The rules that a word belongs to are the bits of one number, so that those that meet in a corner are an `and` away.
    """
    rules = [_compile_rule(pack, rule) for rule in pack.rules]
    roles = _bits(rules, pack.subject_roles, lambda rule: rule.subject_roles)
    kinds = _bits(rules, pack.recipient_kinds, lambda rule: rule.recipient_kinds)
    purposes = _bits(rules, pack.purposes, lambda rule: rule.purposes)
    cells = _Cells(pack, rules)
    return {
        (role, kind, purpose): cells.of(roles[role] & kinds[kind] & purposes[purpose], _needs(pack, kind, purpose))
        for role, kind, purpose in product(roles, kinds, purposes)
    }


def _bits(
    rules: Sequence[CompiledRule], words: Iterable[str], of: Callable[[Rule], frozenset[str]]
) -> Mapping[str, int]:
    return {word: sum(1 << place for place, one in enumerate(rules) if word in of(one.rule)) for word in words}


def _needs(pack: Pack, kind: str, purpose: str) -> frozenset[str]:
    needs = pack.purposes[purpose]
    return needs.needs_for.get(kind, needs.needs)


class _Cells:
    """Every cell made so far, by the rules in it."""

    def __init__(self, pack: Pack, rules: Sequence[CompiledRule]) -> None:
        self._rules = rules
        self._categories = _bits(rules, pack.categories, lambda rule: rule.categories)
        self._cells: dict[tuple[int, bool], Cell] = {}
        self._sets: dict[tuple[int, frozenset[str]], Cells] = {}

    def of(self, bits: int, needed: frozenset[str]) -> Cells:
        """Return the cell of each category, where these rules meet and these categories are needed."""
        found = self._sets.get((bits, needed))
        if found is None:
            found = {one: self._cell(bits & own, one in needed) for one, own in self._categories.items()}
            self._sets[bits, needed] = found
        return found

    def _cell(self, bits: int, needed: bool) -> Cell:
        found = self._cells.get((bits, needed))
        if found is None:
            found = _cell(needed, [rule for place, rule in enumerate(self._rules) if bits >> place & 1])
            self._cells[bits, needed] = found
        return found


def _cell(needed: bool, rules: Sequence[CompiledRule]) -> Cell:
    by_step = {step: tuple(one for one in rules if one.rule.step == step) for step in STEPS}
    permitting = [one for one in rules if one.rule.step != "bar"]
    law = tuple(dict.fromkeys(code for one in permitting for code in one.rule.law))
    return Cell(
        needed=needed,
        bars=by_step["bar"],
        duties=by_step["duty"],
        consents=by_step["consent"],
        delegations=by_step["delegation"],
        bases=by_step["basis"],
        law=law,
        forms_permitted=frozenset(form for one in permitting for form in one.rule.forms),
        forms_of_bars=frozenset(
            form for one in by_step["bar"] if one.rule.forms for form in FORMS if form not in one.rule.forms
        ),
    )


def _compile_rule(pack: Pack, rule: Rule) -> CompiledRule:
    basis = {category: basis_of(rule, category, pack) for category in rule.categories}
    known = pack.legal_references
    return CompiledRule(
        rule=rule,
        begins=rule.valid_from,
        ends=rule.valid_until or date.max,
        reason=rule.reason or Reason.CONDITION_NOT_MET,
        basis=basis,
        selective=bool(rule.recipient_ids or rule.labels or rule.without_labels or rule.countries),
        explicit=frozenset(one for one in basis if rule.explicit or any(known[code].explicit for code in basis[one])),
        open_to_objection=frozenset(one for one in basis if is_open_to_objection(basis[one], pack)),
        outside=frozenset(rule.outside),
        asks_age=any(map(_asks_age, _requirements(rule))),
    )


def _closed(period: Period) -> tuple[date, date]:
    return period[0], period[1] or date.max
