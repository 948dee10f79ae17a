"""What an officer searches by beyond the envelope, read from the data of each known type of event."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from services.audit.domain.envelope import Envelope
from services.audit.domain.typed_fields import (
    Document,
    distinct,
    nested,
    objects,
    optional_nested,
    optional_text,
    text,
    texts,
)


class SearchFields(NamedTuple):
    """Codes and references only; what a type of event does not have stays empty."""

    recipient_kind: str | None = None
    recipient_id: str | None = None
    purpose: str | None = None
    outcome: str | None = None
    reasons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    decision_id: str | None = None
    client: str | None = None
    pack_version: str | None = None


def search_fields(envelope: Envelope) -> SearchFields:
    """Return the search fields of an event; of a type or version not known here, none."""
    read = _READERS.get((envelope.type, envelope.version))
    return read(envelope) if read else SearchFields()


def _disclosure_decided(envelope: Envelope) -> SearchFields:
    check, decision = nested(envelope.data, "check"), nested(envelope.data, "decision")
    recipient, items = nested(check, "recipient"), objects(decision, "items")
    return SearchFields(
        recipient_kind=text(recipient, "kind"),
        recipient_id=optional_text(recipient, "id"),
        purpose=text(check, "purpose"),
        outcome=text(decision, "outcome"),
        reasons=_of_items(items, "reason"),
        rules=_of_items(items, "rule"),
        basis=distinct({code for item in items for code in texts(item, "basis")}, "basis"),
        # The event of a decision has the decision's own id.
        decision_id=envelope.id,
        client=text(envelope.data, "client"),
        pack_version=text(nested(decision, "pack"), "version"),
    )


def _disclosure_simulated(envelope: Envelope) -> SearchFields:
    """Nothing was answered to anybody, so a search by outcome, reason, basis or decision never finds a simulation."""
    check = optional_nested(nested(envelope.data, "question"), "check")
    recipient = optional_nested(check, "recipient")
    return SearchFields(
        recipient_kind=optional_text(recipient, "kind"),
        recipient_id=optional_text(recipient, "id"),
        purpose=optional_text(check, "purpose"),
        client=text(envelope.data, "client"),
        pack_version=text(nested(nested(envelope.data, "answer"), "pack"), "version"),
    )


def _consent_changed(envelope: Envelope) -> SearchFields:
    return SearchFields(client=optional_text(envelope.data, "client"))


def _of_items(items: list[Document], name: str) -> tuple[str, ...]:
    found = {value for item in items if (value := optional_text(item, name)) is not None}
    return distinct(found, name)


_READERS: Mapping[tuple[str, int], Callable[[Envelope], SearchFields]] = {
    ("DisclosureDecided", 1): _disclosure_decided,
    ("DisclosureSimulated", 1): _disclosure_simulated,
    ("ConsentGiven", 1): _consent_changed,
    ("ConsentWithdrawn", 1): _consent_changed,
    ("ConsentRevoked", 1): _consent_changed,
    ("ConsentExpiringSoon", 1): _consent_changed,
    ("ConsentTextChanged", 1): _consent_changed,
    ("ConsentPaused", 1): _consent_changed,
    ("ConsentInvalidated", 1): _consent_changed,
    ("ConsentRefused", 1): _consent_changed,
    ("ObjectionRaised", 1): _consent_changed,
    ("ObjectionAnswered", 1): _consent_changed,
    ("ObjectionLifted", 1): _consent_changed,
    ("ObjectionPassedToSubject", 1): _consent_changed,
    ("DelegationRequested", 1): _consent_changed,
    ("DelegationGiven", 1): _consent_changed,
    ("DelegationAccepted", 1): _consent_changed,
    ("DelegationDeclined", 1): _consent_changed,
    ("DelegationEnded", 1): _consent_changed,
    ("DelegationNarrowed", 1): _consent_changed,
    ("DelegationExpired", 1): _consent_changed,
    ("RecallOpened", 1): _consent_changed,
    ("RecallSent", 1): _consent_changed,
    ("RecallAnswered", 1): _consent_changed,
    ("DeathRecorded", 1): _consent_changed,
    ("DeathRetracted", 1): _consent_changed,
}

KNOWN_TYPES = frozenset(known for known, _version in _READERS)
