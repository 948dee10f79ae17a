"""Of which of the controller's consent kinds a grant is, and whether that kind may be given so."""

from collections.abc import Sequence

from services.consent.domain.consent import Consent, Grant
from services.consent.domain.errors import Fault
from services.consent.domain.scope import ANY_CATEGORY, Scope
from shared.policy_packs.lines import ConsentKind
from shared.policy_packs.model import Pack


def kind_of(grant: Grant, pack: Pack) -> str | None:
    """Return the kind that the grant names, or else the first of the pack's that it fits in every way, if any does."""
    if grant.kind is not None:
        return grant.kind
    return next((one.id for one in _covering(grant.scope, pack) if not _faults_of(one, grant)), None)


def kind_asked_for(named: str | None, scope: Scope, pack: Pack) -> str | None:
    """Return the kind that was named, or else the first of the pack's that covers what was asked for, if any does."""
    return named or next((one.id for one in _covering(scope, pack)), None)


def kind_of_consent(consent: Consent, pack: Pack) -> ConsentKind | None:
    """Return what the pack says of the consent's kind, if it is one that the pack has."""
    return _named(kind_asked_for(consent.grant.kind, consent.grant.scope, pack), pack)


def faults_of_kind(grant: Grant, pack: Pack) -> list[Fault]:
    """Return what is wrong with the kind named, or with every kind that covers what the grant is about."""
    named = _named(grant.kind, pack)
    if grant.kind is not None:
        manner = _faults_of(named, grant) if named else []
        return [*faults_of_kind_named(grant.kind, grant.scope, pack), *manner]
    faults = [_faults_of(one, grant) for one in _covering(grant.scope, pack)]
    return faults[0] if faults and all(faults) else []


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
    return [one for one in pack.consent_kinds if not _faults_of_reach(one, scope)]


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
