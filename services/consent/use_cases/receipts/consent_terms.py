"""What a receipt says of a consent besides its event: on what basis, for how long, how it is taken back."""

from collections.abc import Sequence

from services.consent.domain.codes import CHANNELS
from services.consent.domain.consent import Consent, Consequence
from services.consent.domain.kind_rules import consequences_of, kinds_of_withdrawn
from services.consent.domain.scope import WHOLE
from services.consent.use_cases.documents import stated
from services.consent.use_cases.receipts.pack_words import PackWords, in_both
from services.consent.use_cases.receipts.terms import EXPRESSIONS
from shared.events.envelope import Document
from shared.policy_packs.validity import Validity

SYSTEM = "system"
"""The channel by which systems pass on what people said; people have the others."""


def legal_basis(consent: Consent, words: PackWords) -> Document:
    """Return consent as the basis, of which kind it is, and the provisions that the pack names for all it is about."""
    grant, kinds = consent.grant, kinds_of_withdrawn(consent, WHOLE, words.pack)
    basis = {"@type": EXPRESSIONS[grant.expression], "dct:type": grant.kind and words.named_kind(grant.kind)}
    law = dict.fromkeys(code for kind in kinds for code in kind.law)
    return stated(basis | {"dct:references": words.laws(law) if kinds else None})


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
        "dpv:hasConsequence": announced(consequences_of(consent, WHOLE, words.pack)),
    }
    return stated(control)


def announced(consequences: Sequence[Consequence]) -> Document | list[Document] | None:
    """Return what the controller announces for a withdrawal, if anything; where several kinds do, a list."""
    told = [{"@type": "dpv:Consequence", "dct:description": in_both(one.says)} for one in consequences]
    return told if len(told) > 1 else next(iter(told), None)
