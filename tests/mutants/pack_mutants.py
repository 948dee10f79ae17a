"""Every small change to a pack that somebody might make by mistake: each turns one rule or line into another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from shared.policy_packs.lines import RetentionLine, RightLine
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule
from shared.policy_packs.spans import Span
from tests.mutants.condition_mutants import other_conditions
from tests.mutants.obligation_mutants import other_obligations

# What began with the GDPR or before it has no day before that anybody would ask about.
OLD_LAW = date(2018, 5, 25)
# A rule to many kinds of recipient is about the data; one to few is about them.
FEW_RECIPIENTS = 3
_ONE_DAY = timedelta(days=1)

Line = Rule | RetentionLine | RightLine


@dataclass(frozen=True)
class PackMutant:
    """A changed rule or line in the place of the original; None where it is left out."""

    original: Line
    change: str
    changed: Line | None

    @property
    def id(self) -> str:
        return f"{self.original.id}: {self.change}"


def mutants_of(pack: Pack) -> Iterator[PackMutant]:
    for rule in pack.rules:
        yield PackMutant(rule, "left out", None)
        for change, fields in _other_rules(rule, pack):
            yield PackMutant(rule, change, replace(rule, **fields))
    for line in (*pack.retention, *pack.rights):
        yield PackMutant(line, "left out", None)
        for change, fields in _other_lines(line):
            yield PackMutant(line, change, replace(line, **fields))


Change = tuple[str, dict[str, Any]]


def _other_rules(rule: Rule, pack: Pack) -> Iterator[Change]:
    yield from _other_dates(rule)
    yield from _other_reach(rule, pack)
    for change, when in other_conditions(rule.when):
        yield change, {"when": when}
    for name in ("recipient_ids", "labels", "without_labels", "forms", "countries", "channels"):
        if getattr(rule, name):
            yield f"without {name}", {name: frozenset()}
    for name, other in (("attestation", None), ("explicit", False), ("names_country", False), ("declared_on", None)):
        if getattr(rule, name) and not (name == "explicit" and _explicit_by_law(rule, pack)):
            yield f"without {name}", {name: other}
    for place, one in enumerate(rule.outside):
        if len(rule.outside) > 1:
            yield f"not outside {one}", {"outside": rule.outside[:place] + rule.outside[place + 1 :]}
    yield from _other_effects(rule)


def _explicit_by_law(rule: Rule, pack: Pack) -> bool:
    """Whether the keys ask for an explicit consent for every category as it is."""
    classes = [pack.category_classes[pack.categories[category].category_class] for category in rule.categories]
    keys = [[code for lock in locks for code in rule.keys.get(lock, ())] for locks in classes]
    return all(any(pack.legal_references[code].explicit for code in codes) for codes in keys)


def _other_dates(rule: Rule) -> Iterator[Change]:
    if rule.valid_from > OLD_LAW:
        yield "from a day earlier", {"valid_from": rule.valid_from - _ONE_DAY}
        yield "from a day later", {"valid_from": rule.valid_from + _ONE_DAY}
    if rule.valid_until is not None:
        yield "until a day earlier", {"valid_until": rule.valid_until - _ONE_DAY}
        yield "until a day later", {"valid_until": rule.valid_until + _ONE_DAY}


def _other_reach(rule: Rule, pack: Pack) -> Iterator[Change]:
    wider = rule.categories | {category for category in pack.categories if _could_pass(category, rule, pack)}
    if wider != rule.categories:
        yield "all categories", {"categories": wider}
    others = sorted(pack.recipient_kinds.keys() - rule.recipient_kinds)
    if others and len(rule.recipient_kinds) <= FEW_RECIPIENTS:
        for kind in sorted(rule.recipient_kinds):
            swapped = rule.recipient_kinds - {kind} | {others[0]}
            yield f"to another kind than {kind}", {"recipient_kinds": swapped}


def _could_pass(category: str, rule: Rule, pack: Pack) -> bool:
    """Only bars and duties speak of what no purpose of theirs needs."""
    if rule.step in ("bar", "duty"):
        return True
    needs = [pack.purposes[code] for code in rule.purposes]
    return any(category in one.needs_for.get(kind, one.needs) for one in needs for kind in rule.recipient_kinds)


def _other_effects(rule: Rule) -> Iterator[Change]:
    for change, obligations in other_obligations(rule.obligations):
        yield change, {"obligations": obligations}
    if rule.step == "basis":
        yield "stands_against_refusal the other way", {"stands_against_refusal": not rule.stands_against_refusal}
    if rule.step in ("duty", "basis", "delegation"):
        gate = None if rule.restriction_gate else "legal-claims"
        yield "restriction_gate the other way", {"restriction_gate": gate}
    if rule.custody_until is not None:
        yield "custody a year longer", {"custody_until": rule.custody_until + 1}
    if rule.step == "delegation":
        for kind in sorted(rule.delegation_kinds):
            if len(rule.delegation_kinds) > 1:
                yield f"without the delegation {kind}", {"delegation_kinds": rule.delegation_kinds - {kind}}


def _other_lines(line: RetentionLine | RightLine) -> Iterator[Change]:
    for change, when in other_conditions(line.when):
        yield change, {"when": when}
    if isinstance(line, RightLine):
        yield "due later", {"due": _longer(line.due)}
        if line.while_kept:
            yield "however long kept", {"while_kept": False}
        for change, obligations in other_obligations(line.obligations):
            yield change, {"obligations": obligations}
        return
    for place, keeping in enumerate(line.keep):
        longer = replace(keeping, span=_longer(keeping.span))
        yield f"kept longer after {keeping.fact}", {"keep": (*line.keep[:place], longer, *line.keep[place + 1 :])}
    for hold in line.holds:
        yield f"not held by {hold}", {"holds": tuple(one for one in line.holds if one != hold)}


def _longer(span: Span) -> Span:
    return replace(span, count=span.count + 1)
