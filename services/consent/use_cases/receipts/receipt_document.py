"""Receipts as JSON-LD: of a grant, of a withdrawal, of an objection.

What a receipt says follows from what was recorded and from the words of the policy pack, never from when it is asked
for: asked again, it is the same, and it says what happened, not how things stand.
"""

from services.consent.domain.consent import Consent, Giver, Withdrawal
from services.consent.domain.objection import Objection
from services.consent.domain.scope import WHOLE, Part, Scope
from services.consent.use_cases.documents import stated
from services.consent.use_cases.receipts.consent_terms import announced, consent_control, legal_basis, lifetime
from services.consent.use_cases.receipts.pack_words import PackWords
from services.consent.use_cases.receipts.receipt_frame import (
    event,
    evidence_of,
    giver,
    named,
    notice,
    receipt,
    record_of,
    subject,
)
from services.consent.use_cases.receipts.terms import RIGHT_TO_WITHDRAW, RIGHTS, TAKEN_BACK
from shared.clock import timestamp
from shared.events.envelope import Document


def receipt_of_grant(consent: Consent, words: PackWords) -> Document:
    record = {
        **record_of("dpv:ConsentRecord", consent, words),
        **stated({"dct:replaces": named(consent.grant.renews), "hjemmel:follows": named(consent.grant.follows)}),
        **_what_is_consented(consent, consent.grant.scope, words),
        "dpv:hasStorageCondition": words.keeping(consent.grant.scope, consent.grant.subject_role),
        "dpv:hasNotice": notice(consent.grant.text, words),
        "dpv:hasConsentControl": consent_control(consent, words),
        "dpv:hasRight": RIGHT_TO_WITHDRAW,
        "dpv:hasConsentStatus": _given(consent),
    }
    return receipt(f"/v1/consents/{consent.id}/receipt", consent.recorded, record)


def receipt_of_withdrawal(consent: Consent, withdrawal: Withdrawal, words: PackWords) -> Document:
    """Return a receipt of what was withdrawn: what the part and the consent have in common."""
    record = {
        **record_of("dpv:ConsentRecord", consent, words),
        "dct:date": timestamp(consent.grant.given_at),
        **_what_is_consented(consent, _taken_back(consent, withdrawal.part), words),
        "dpv:hasNotice": notice(consent.grant.text, words),
        "dpv:hasRight": RIGHT_TO_WITHDRAW,
        "dpv:hasConsentStatus": _withdrawn(consent, withdrawal, words),
    }
    path = f"/v1/consents/{consent.id}/withdrawals/{withdrawal.id}/receipt"
    return receipt(path, withdrawal.recorded, record)


def receipt_of_objection(objection: Objection, words: PackWords) -> Document:
    """Return a receipt of a refusal or, for the kinds that the GDPR knows as rights, of the exercise of the right."""
    right = RIGHTS.get(objection.kind)
    record = {
        **record_of("dpv:RightExerciseRecord" if right else "dpv:ConsentRecord", objection, words),
        "dpv:hasProcess": words.process(objection.part),
        "dct:references": words.laws(words.pack.objections.get(objection.kind, ())),
        **stated({"dpv:hasRight": right, "hjemmel:subjectRole": words.role(objection.subject_role)}),
        "dpv:hasStatus" if right else "dpv:hasConsentStatus": _raised(objection),
    }
    return receipt(f"/v1/objections/{objection.id}/receipt", objection.recorded, record)


def _given(consent: Consent) -> Document:
    grant = consent.grant
    state = "dpv:RenewedConsentGiven" if grant.renews else "dpv:ConsentGiven"
    return {
        **event(state, grant.given_at, consent.recorded),
        "dpv:isIndicatedBy": giver(grant.given_by, consent.subject),
        "dpv:hasIndicationMethod": grant.channel,
        **stated({"hjemmel:form": grant.form, "hjemmel:formExemption": grant.form_exemption}),
        "dpv:hasDuration": lifetime(consent.validity),
        **evidence_of(grant.evidence),
    }


def _withdrawn(consent: Consent, withdrawal: Withdrawal, words: PackWords) -> Document:
    by_the_person = withdrawal.how == "withdrawn"
    return {
        **event(TAKEN_BACK[withdrawal.how], withdrawal.at, withdrawal.recorded),
        "dct:identifier": withdrawal.id,
        "dpv:isIndicatedBy": _speaker(withdrawal.withdrawn_by, consent.subject)
        if by_the_person
        else words.controller(),
        "dpv:hasIndicationMethod": withdrawal.channel,
        "hjemmel:reach": "whole" if withdrawal.part == WHOLE else "part",
        # What was announced when it was withdrawn, whatever the pack says since.
        **stated({"dpv:hasConsequence": announced(withdrawal.consequences)}),
        **evidence_of(withdrawal.evidence),
    }


def _raised(objection: Objection) -> Document:
    state = "dpv:RequestAcknowledged" if objection.kind in RIGHTS else "dpv:ConsentRefused"
    return {
        **event(state, objection.raised_at, objection.recorded),
        "dpv:isIndicatedBy": _speaker(objection.raised_by, objection.subject),
        "dpv:hasIndicationMethod": objection.channel,
        "hjemmel:kind": objection.kind,
        **evidence_of(objection.evidence),
    }


def _speaker(said_by: Giver | None, reference: str) -> Document:
    """Return whose word it was; what nobody said counts as the person's own word."""
    return giver(said_by, reference) if said_by else subject(reference)


def _what_is_consented(consent: Consent, said: Scope | Part, words: PackWords) -> Document:
    process = words.process(said) | {"dpv:hasLegalBasis": legal_basis(consent, words)}
    narrowings = {"hjemmel:course": consent.grant.course, "hjemmel:subjectRole": words.role(consent.grant.subject_role)}
    return {**stated(narrowings), "dpv:hasProcess": process}


def _taken_back(consent: Consent, part: Part) -> Part:
    """Return what a withdrawal took out of the consent; what has nothing in common with it stands as it was said."""
    common = part.common_with(consent.grant.scope.bound_to(consent.grant.course))
    return Part(common.recipients, common.purposes, common.items, part.channels) if any(common) else part
