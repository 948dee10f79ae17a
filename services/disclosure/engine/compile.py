"""Turns a pack into an index, so that a decision looks only at the rules that can speak about an item."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from services.disclosure.domain.decision import PackReference
from services.disclosure.domain.reason import Reason
from shared.policy_packs.model import Pack, Rule

KEY_ORDER = ("secrecy", "art6", "art9", "cpr", "crim")


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its dates closed and the basis it gives worked out per category."""

    rule: Rule
    begins: date
    ends: date
    reason: Reason
    basis: Mapping[str, tuple[str, ...]]

    def in_force(self, day: date) -> bool:
        return self.begins <= day < self.ends


@dataclass(slots=True)
class Cell:
    """Every rule that can speak about one category to one recipient kind for one purpose, in the pack's order."""

    needed: bool
    bars: list[CompiledRule] = field(default_factory=list)
    duties: list[CompiledRule] = field(default_factory=list)
    consents: list[CompiledRule] = field(default_factory=list)
    bases: list[CompiledRule] = field(default_factory=list)


Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Policy:
    pack: Pack
    reference: PackReference
    act_within: timedelta
    index: Mapping[tuple[str, str, str], Cells]
    lineages: Mapping[str, frozenset[str]]
    countries: Mapping[str, Mapping[str, tuple[tuple[date, date], ...]]]


def compile_policy(pack: Pack) -> Policy:
    """Do once what every decision would otherwise repeat."""
    return Policy(
        pack=pack,
        reference=PackReference(pack.controller, pack.version, pack.digest),
        act_within=timedelta(minutes=pack.act_within_minutes),
        index=_index(pack),
        lineages={kind: _lineage(pack, kind) for kind in pack.recipient_kinds},
        countries={name: _closed_periods(pack, name) for name in pack.country_lists},
    )


def _index(pack: Pack) -> Mapping[tuple[str, str, str], Cells]:
    index = {
        (role, kind, purpose): {category: Cell(_is_needed(pack, kind, purpose, category)) for category in pack.categories}
        for role, kind, purpose in product(pack.subject_roles, pack.recipient_kinds, pack.purposes)
    }
    for rule in pack.rules:
        compiled = _compile_rule(pack, rule)
        for corner in product(rule.subject_roles, rule.recipient_kinds, rule.purposes):
            for category in rule.categories:
                _rules_of_step(index[corner][category], rule.step).append(compiled)
    return index


def _is_needed(pack: Pack, kind: str, purpose: str, category: str) -> bool:
    needs = pack.purposes[purpose]
    return category in needs.needs_for.get(kind, needs.needs)


def _compile_rule(pack: Pack, rule: Rule) -> CompiledRule:
    return CompiledRule(
        rule=rule,
        begins=rule.valid_from,
        ends=rule.valid_until or date.max,
        reason=Reason(rule.reason) if rule.reason else _USUAL_REASONS[rule.step],
        basis={category: _basis(pack, rule, category) for category in rule.categories},
    )


_USUAL_REASONS = defaultdict(lambda: Reason.CONDITION_NOT_MET, bar=Reason.DISCLOSURE_BARRED)


def _basis(pack: Pack, rule: Rule, category: str) -> tuple[str, ...]:
    """The keys this category's class asks for, and the secrecy key wherever the rule names one."""
    slots = pack.category_classes[pack.categories[category].category_class] | {"secrecy"}
    return tuple(code for slot in KEY_ORDER if slot in slots for code in rule.keys.get(slot, ()))


def _rules_of_step(cell: Cell, step: str) -> list[CompiledRule]:
    return {"bar": cell.bars, "duty": cell.duties, "consent": cell.consents, "basis": cell.bases}[step]


def _lineage(pack: Pack, kind: str | None) -> frozenset[str]:
    """The kind and every kind it lies within."""
    if kind is None:
        return frozenset()
    return frozenset({kind}) | _lineage(pack, pack.recipient_kinds[kind].within)


def _closed_periods(pack: Pack, name: str) -> Mapping[str, tuple[tuple[date, date], ...]]:
    members = pack.country_lists[name].members
    return {
        country: tuple((begins, ends or date.max) for begins, ends in periods) for country, periods in members.items()
    }
