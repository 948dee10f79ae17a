"""What a receipt says of a consent besides its event: on what basis, for how long, how it is taken back."""

from services.consent.domain.codes import CHANNELS
from services.consent.domain.consent import Consent, Grant
from services.consent.use_cases.documents import stated
from services.consent.use_cases.receipts.pack_words import PackWords, in_both
from services.consent.use_cases.receipts.terms import EXPRESSIONS
from shared.events.envelope import Document
from shared.policy_packs.name import Name
from shared.policy_packs.validity import Validity

SYSTEM = "system"
"""The channel by which systems pass on what people said; people have the others."""


def legal_basis(grant: Grant, words: PackWords) -> Document:
    """Return consent as the basis, of which kind it is, and the provisions that the pack names for that kind."""
    basis = {"@type": EXPRESSIONS[grant.expression], "dct:type": grant.kind and words.named_kind(grant.kind)}
    kind = words.kind(grant.kind)
    return stated(basis | {"dct:references": kind and words.laws(kind.law)})


def lifetime(validity: Validity) -> Document:
    """Return until when a consent counts, the day itself not included, or else until what happens."""
    if validity.until is None:
        return {"@type": "dpv:UntilEventDuration", "rdf:value": validity.reason, "hjemmel:reason": validity.reason}
    until = validity.until.isoformat()
    return {"@type": "dpv:UntilTimeDuration", "rdf:value": until, "hjemmel:reason": validity.reason}


def consent_control(consent: Consent, words: PackWords) -> Document:
    """Return how the consent is withdrawn: anywhere and anyhow, as easily as it was given (GDPR article 7(3))."""
    control = {
        "@type": "dpv:WithdrawConsent",
        "dpv:isExercisedAt": f"/v1/consents/{consent.id}/withdrawals",
        "dpv:hasIndicationMethod": [channel for channel in CHANNELS if channel != SYSTEM],
        "dpv:hasConsequence": consequences(consent.grant, words),
    }
    return stated(control)


def consequences(grant: Grant, words: PackWords) -> Document | None:
    """Return what the controller announces for the case that the consent is withdrawn, if anything."""
    kind = words.kind(grant.kind)
    if kind is None or kind.on_withdrawal is None:
        return None
    return consequence(kind.on_withdrawal)


def consequence(says: Name) -> Document:
    return {"@type": "dpv:Consequence", "dct:description": in_both(says)}
