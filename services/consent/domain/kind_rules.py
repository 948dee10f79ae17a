"""Of which of the controller's consent kinds a grant is, and whether that kind may be given so.

A category that no kind has for any purpose of the scope is free: the pack asks nothing of it, and it changes nothing
for the other categories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.consent.domain.consent import Consent, Consequence, Grant
from services.consent.domain.errors import Fault
from services.consent.domain.reached_parts import as_reached
from services.consent.domain.scope import ANY_CATEGORY, Part, Scope
from shared.policy_packs.lines import ConsentKind
from shared.policy_packs.model import Pack


def kind_of(grant: Grant, pack: Pack) -> str | None:
    """Return the kind that the grant names, or else the first of the pack's that it fits in every way, if any does.

    Of free categories no kind has to be.
    """
    if grant.kind is not None:
        return grant.kind
    return next((one.id for one in _covering(grant.scope, pack) if not _faults_of(one, grant)), None)


def kind_asked_for(named: str | None, scope: Scope, pack: Pack) -> str | None:
    """Return the kind that was named, or else the first of the pack's that covers what was asked for, if any does."""
    return named or next((one.id for one in _covering(scope, pack)), None)


def kinds_of_withdrawn(consent: Consent, part: Part, pack: Pack) -> Sequence[ConsentKind]:
    """Return the consent's kind or, where none is about all of it, those of what a part of it reaches.

    A consent to every category is about more than any kind. For each purpose and category it is the first kind that
    takes the form and the giver. Where the pack has none that does any longer, it is every one, because telling a
    recipient too many harms less than one too few.
    """
    grant = consent.grant
    whole = kind_of(grant, pack)
    if whole is not None and not any(item.category == ANY_CATEGORY for item in grant.scope.items):
        return [one for one in pack.consent_kinds if one.id == whole]
    reached = as_reached(part, pack).common_with(grant.scope)
    given = (one for kinds in _kinds_by_part(reached, pack) for one in _given_as(grant, kinds))
    return list({one.id: one for one in given}.values())


def consequences_of(consent: Consent, part: Part, pack: Pack | None) -> tuple[Consequence, ...]:
    """Return what the controller announces today for the case that a part is withdrawn, kind by kind."""
    kinds = kinds_of_withdrawn(consent, part, pack) if pack else ()
    return tuple(Consequence(kind.id, kind.on_withdrawal) for kind in kinds if kind.on_withdrawal)


def faults_of_kind(grant: Grant, pack: Pack) -> list[Fault]:
    """Return what is wrong with the kind named or, if none is, with every kind that some of the data is asked for with.

    Each category is judged for each purpose, so that one more category takes nothing away from what the others need.
    """
    named = _named(grant.kind, pack)
    if grant.kind is not None:
        manner = _faults_of(named, grant) if named else []
        return [*faults_of_kind_named(grant.kind, grant.scope, pack), *manner]
    judged = ([_faults_of(one, grant) for one in kinds] for kinds in _kinds_by_part(grant.scope, pack))
    return next((faults[0] for faults in judged if all(faults)), [])


def faults_of_kind_named(kind: str | None, scope: Scope, pack: Pack) -> list[Fault]:
    """Return a fault for a kind that the pack does not have or, of one that it has, for what it is not about."""
    if kind is None:
        return []
    named = _named(kind, pack)
    return (
        _faults_of_reach(named, scope) if named else [Fault("/kind", "The controller's pack has no such consent kind.")]
    )


def _named(kind: str | None, pack: Pack) -> ConsentKind | None:
    return next((one for one in pack.consent_kinds if one.id == kind), None)


def _covering(scope: Scope, pack: Pack) -> Sequence[ConsentKind]:
    known = {category for kind in _about_a_purpose(scope, pack) for category in kind.categories} | {ANY_CATEGORY}
    held = replace(scope, items=tuple(item for item in scope.items if item.category in known))
    return [one for one in pack.consent_kinds if held.items and not _faults_of_reach(one, held)]


def _about_a_purpose(scope: Scope, pack: Pack) -> list[ConsentKind]:
    return [one for one in pack.consent_kinds if not one.purposes.isdisjoint(scope.purposes)]


def _kinds_by_part(scope: Scope, pack: Pack) -> Iterator[list[ConsentKind]]:
    """Give the kinds, where there are any, for each purpose and category; all categories are those of every kind."""
    categories = {item.category for item in scope.items}
    for purpose in scope.purposes:
        kinds = [one for one in pack.consent_kinds if purpose in one.purposes]
        known = sorted({category for one in kinds for category in one.categories})
        for category in known if ANY_CATEGORY in categories else (one for one in known if one in categories):
            yield [one for one in kinds if category in one.categories]


def _given_as(grant: Grant, kinds: list[ConsentKind]) -> list[ConsentKind]:
    return [one for one in kinds if not _faults_of(one, grant)][:1] or kinds


def _faults_of_reach(kind: ConsentKind, scope: Scope) -> list[Fault]:
    purposes = [
        Fault(f"/scope/purposes/{place}", f"“{kind.id}” is not about this purpose.")
        for place, purpose in enumerate(scope.purposes)
        if purpose not in kind.purposes
    ]
    items = [
        Fault(f"/scope/items/{place}/category", f"“{kind.id}” is not about this category.")
        for place, item in enumerate(scope.items)
        if item.category not in kind.categories and item.category != ANY_CATEGORY
    ]
    return purposes + items


def _faults_of(kind: ConsentKind, grant: Grant) -> list[Fault]:
    """Return what speaks against the form and the giver; an exemption from writing is judged with the purpose."""
    faults = []
    if grant.form not in kind.forms and not grant.form_exemption:
        faults.append(Fault("/form", f"“{kind.id}” is given {' or '.join(kind.forms)}."))
    if grant.given_by.authority not in kind.given_by:
        faults.append(Fault("/given_by/authority", f"“{kind.id}” is given by {' or '.join(kind.given_by)}."))
    return faults
