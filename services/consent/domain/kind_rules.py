"""Of which of the controller's consent kinds a grant is, and whether that kind may be given so."""

from collections.abc import Sequence

from services.consent.domain.consent import Grant
from services.consent.domain.errors import Fault
from services.consent.domain.scope import ANY_CATEGORY
from shared.policy_packs.lines import ConsentKind
from shared.policy_packs.model import Pack


def kind_of(grant: Grant, pack: Pack) -> str | None:
    """Return the kind that the grant names, or else the first of the pack's that it fits in every way, if any does."""
    if grant.kind is not None:
        return grant.kind
    return next((one.id for one in _covering(grant, pack) if not _faults_of(one, grant)), None)


def faults_of_kind(grant: Grant, pack: Pack) -> list[Fault]:
    """Return what is wrong with the kind named, or with every kind that covers what the grant is about."""
    if grant.kind is not None:
        named = next((one for one in pack.consent_kinds if one.id == grant.kind), None)
        if named is None:
            return [Fault("/kind", "The controller's pack has no such consent kind.")]
        return [*_faults_of_reach(named, grant), *_faults_of(named, grant)]
    covering = _covering(grant, pack)
    faults = [_faults_of(one, grant) for one in covering]
    return faults[0] if faults and all(faults) else []


def faults_of_text(grant: Grant, pack: Pack) -> list[Fault]:
    """Return a fault for a version that a text of the pack does not have; of other texts the pack says nothing."""
    known = pack.consent_texts.get(grant.text.id)
    if known is None or grant.text.version in known.versions:
        return []
    versions = ", ".join(sorted(known.versions))
    return [Fault("/text/version", f"The controller's pack knows this text in the versions {versions}.")]


def _covering(grant: Grant, pack: Pack) -> Sequence[ConsentKind]:
    return [one for one in pack.consent_kinds if not _faults_of_reach(one, grant)]


def _faults_of_reach(kind: ConsentKind, grant: Grant) -> list[Fault]:
    purposes = [
        Fault(f"/scope/purposes/{place}", f"“{kind.id}” is not about this purpose.")
        for place, purpose in enumerate(grant.scope.purposes)
        if purpose not in kind.purposes
    ]
    items = [
        Fault(f"/scope/items/{place}/category", f"“{kind.id}” is not about this category.")
        for place, item in enumerate(grant.scope.items)
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
