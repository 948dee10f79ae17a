"""Small changes to the purposes of a pack: what they need, how consent to them is given, what is refused as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.model import Pack, Purpose
from shared.policy_packs.read_yaml import read_yaml

# What comes from the modules of shared law is proven when the cases of one pack prove it.
PURPOSES_OF_LAW = {
    code
    for path in sorted((PACKS_FOLDER / "law" / "modules").glob("*.yaml"))
    for code in read_yaml(path.read_text(encoding="utf-8"), str(path)).get("purposes", {})
}
_OTHER_FORM = {"written": "any", "any": "written"}


@dataclass(frozen=True)
class PurposeMutant:
    """The whole pack with one purpose changed; None stands for every recipient kind or category."""

    id: str
    changed: Pack
    purpose: str
    kind: str | None = None
    category: str | None = None


def purpose_mutants_of(pack: Pack) -> Iterator[PurposeMutant]:
    for purpose in pack.purposes.values():
        yield from _purpose_mutants(purpose, pack)


_KINDS_LEFT_OUT = {"refuse_too_broad": "not refused", "nothing_narrower": "told what is narrower"}


def _purpose_mutants(purpose: Purpose, pack: Pack) -> Iterator[PurposeMutant]:
    def mutant(change: str, *, kind: str | None = None, category: str | None = None, **fields: Any) -> PurposeMutant:
        purposes = {**pack.purposes, purpose.code: replace(purpose, **fields)}
        changed = replace(pack, purposes=purposes)
        return PurposeMutant(_id(pack, purpose, change), changed, purpose.code, kind, category)

    if any(rule.step == "consent" and purpose.code in rule.purposes for rule in pack.rules):
        yield mutant("another consent_form", consent_form=_OTHER_FORM[purpose.consent_form])
    if purpose.lookup:
        yield mutant("no lookup", lookup=False)
    left_out = [(word, kind) for word in _KINDS_LEFT_OUT for kind in sorted(getattr(purpose, word))]
    for name, kind in left_out:
        yield mutant(f"{kind} {_KINDS_LEFT_OUT[name]}", kind=kind, **{name: getattr(purpose, name) - {kind}})
    carried = _carried(purpose, pack)
    ordinary = {one for kind, categories in carried.items() if kind not in purpose.needs_for for one in categories}
    for change, category, needs in _other_needs(purpose.needs, ordinary, pack):
        yield mutant(change, category=category, needs=needs)
    for kind, known in sorted(purpose.needs_for.items()):
        for change, category, needs in _other_needs(known, carried.get(kind, set()), pack):
            needs_for = {**purpose.needs_for, kind: needs}
            yield mutant(f"{change} for {kind}", kind=kind, category=category, needs_for=needs_for)


def _carried(purpose: Purpose, pack: Pack) -> Mapping[str, set[str]]:
    """What some rule that permits would carry for the purpose, by recipient kind; duties ask no need."""
    carried: dict[str, set[str]] = {}
    for rule in pack.rules:
        if rule.step not in ("bar", "duty") and purpose.code in rule.purposes:
            for kind in rule.recipient_kinds:
                carried.setdefault(kind, set()).update(rule.categories)
    return carried


def _other_needs(needs: frozenset[str], carried: set[str], pack: Pack) -> Iterator[tuple[str, str, frozenset[str]]]:
    if needs == pack.categories.keys():
        # A purpose that says `all` names none that could be forgotten.
        return
    for category in sorted(needs & carried):
        yield f"needs no {category}", category, needs - {category}


def _id(pack: Pack, purpose: Purpose, change: str) -> str:
    owner = "law" if purpose.code in PURPOSES_OF_LAW else pack.controller
    return f"{owner}.purposes.{purpose.code}: {change}"
