"""Consents, objections and states as JSON: the one shape in answers, in events and in what the gate reads."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from services.consent.domain.consent import Consent, Recorded, Withdrawal
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection
from services.consent.domain.permits import PermitsToRecipient
from services.consent.domain.scope import Recipient
from services.consent.domain.subject_state import SubjectState
from shared.clock import timestamp
from shared.events.envelope import Document
from shared.policy_packs.validity import copenhagen_date


def stated(values: Mapping[str, Any]) -> Document:
    """Return the values without those that nobody stated."""
    return {name: value for name, value in values.items() if value is not None}


def plain(value: Any) -> Any:
    """Return a scope, part or other small value of the domain as JSON, leaving out what nobody stated."""
    return asdict(value, dict_factory=_stated_as_json)


def _stated_as_json(pairs: list[tuple[str, Any]]) -> Document:
    return {_JSON_NAMES.get(name, name): _as_json(value) for name, value in pairs if value is not None}


# Python keeps the word `from` to itself.
_JSON_NAMES = {"begins": "from", "ends": "until"}


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def withdrawal_document(withdrawal: Withdrawal) -> Document:
    return stated(
        {
            "id": withdrawal.id,
            "at": timestamp(withdrawal.at),
            "part": plain(withdrawal.part),
            "channel": withdrawal.channel,
            "how": withdrawal.how,
            "shown_sha256": withdrawal.shown_sha256,
        }
    )


def permits_document(permits: PermitsToRecipient) -> Document:
    """Return what a recipient was let have because of a consent."""
    document: Document = plain(permits)
    return document | {"first_at": timestamp(permits.first_at), "last_at": timestamp(permits.last_at)}


def permits_from(document: Mapping[str, Any]) -> PermitsToRecipient:
    """Return the same from such a document; raises KeyError, TypeError or ValueError for what is none."""
    recipient = document["recipient"]
    return PermitsToRecipient(
        recipient=Recipient(recipient["kind"], recipient.get("id"), recipient.get("country")),
        purposes=tuple(document["purposes"]),
        categories=tuple(document["categories"]),
        first_at=datetime.fromisoformat(document["first_at"]),
        last_at=datetime.fromisoformat(document["last_at"]),
        permits=int(document["permits"]),
    )


def grant_document(consent: Consent) -> Document:
    """Return what was agreed to and how long it lives, without evidence and without withdrawals."""
    grant, validity = consent.grant, consent.validity
    return stated(
        {
            "id": consent.id,
            "given_at": timestamp(grant.given_at),
            "given_by": plain(grant.given_by),
            "form": grant.form,
            "form_exemption": grant.form_exemption,
            "expression": grant.expression,
            "kind": grant.kind,
            "renews": grant.renews,
            "follows": grant.follows,
            "subject_role": grant.subject_role,
            "channel": grant.channel,
            "text": plain(grant.text),
            "course": grant.course,
            "stated_end": grant.stated_end and grant.stated_end.isoformat(),
            "scope": plain(grant.scope),
        }
    ) | {"valid_until": validity.until and validity.until.isoformat(), "valid_until_reason": validity.reason}


def consent_document(consent: Consent) -> Document:
    return grant_document(consent) | {"withdrawals": [withdrawal_document(w) for w in consent.withdrawals]}


def bare_objection_document(objection: Objection) -> Document:
    """Return what was said no to, without what became of it."""
    return {
        "id": objection.id,
        "kind": objection.kind,
        "raised_at": timestamp(objection.raised_at),
        "channel": objection.channel,
        "part": plain(objection.part),
    }


def objection_document(objection: Objection) -> Document:
    return bare_objection_document(objection) | stated(
        {
            "lifted_at": objection.lift and timestamp(objection.lift.at),
            "answer": objection.answer and objection.answer.answer,
            "answered_at": objection.answer and timestamp(objection.answer.at),
        }
    )


def delegation_document(delegation: Delegation) -> Document:
    """Return what the gate is told of a delegation that was accepted and lets its delegate see data."""
    mandate, accepted, ended = delegation.mandate, delegation.step("accepted"), delegation.step("ended")
    assert accepted is not None
    # Nobody may see anything before it was accepted, whatever its first day.
    begins = timestamp(accepted.at) if mandate.begins <= copenhagen_date(accepted.at) else mandate.begins.isoformat()
    return stated(
        {
            "id": delegation.id,
            "kind": mandate.kind,
            "delegate": plain(mandate.delegate),
            "given_by": plain(mandate.given_by),
            "from": begins,
            "until": mandate.ends and mandate.ends.isoformat(),
            "ended_at": ended and timestamp(ended.at),
            "part": plain(mandate.part),
            "subject_role": mandate.subject_role,
        }
    )


def state_document(state: SubjectState) -> Document:
    return {
        "controller": state.controller,
        "subject": state.subject,
        "version": state.version,
        "consents": [consent_document(consent) for consent in state.consents],
        "objections": [objection_document(objection) for objection in state.objections],
        "delegations": [delegation_document(one) for one in state.delegations if one.lets_view()],
        **stated({"died_on": state.died_on and state.died_on.isoformat()}),
    }


def recorded_document(recorded: Recorded) -> Document:
    told = {"recorded_at": timestamp(recorded.at), "recorded_by": recorded.by, "recorded_by_staff": recorded.staff}
    return stated(told) | {"state_version": recorded.state_version}
