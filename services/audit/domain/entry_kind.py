"""What kind of thing an entry tells of, so that nobody takes a question that was only tried out for a disclosure."""

from collections.abc import Mapping
from enum import StrEnum


class EntryKind(StrEnum):
    DECISION = "decision"
    SIMULATION = "simulation"
    CONSENT = "consent"
    OBJECTION = "objection"
    DELEGATION = "delegation"
    OTHER = "other"


TYPES: Mapping[EntryKind, frozenset[str]] = {
    EntryKind.DECISION: frozenset({"DisclosureDecided"}),
    EntryKind.SIMULATION: frozenset({"DisclosureSimulated"}),
    EntryKind.CONSENT: frozenset(
        {
            "ConsentGiven",
            "ConsentWithdrawn",
            "ConsentRevoked",
            "ConsentInvalidated",
            "ConsentRefused",
            "ConsentExpiringSoon",
            "ConsentTextChanged",
            "ConsentPaused",
            "RecallOpened",
            "RecallSent",
            "RecallAnswered",
            "DeathRecorded",
            "DeathRetracted",
        }
    ),
    EntryKind.DELEGATION: frozenset(
        {
            "DelegationRequested",
            "DelegationGiven",
            "DelegationAccepted",
            "DelegationDeclined",
            "DelegationEnded",
            "DelegationNarrowed",
            "DelegationExpired",
        }
    ),
    EntryKind.OBJECTION: frozenset(
        {"ObjectionRaised", "ObjectionAnswered", "ObjectionLifted", "ObjectionPassedToSubject"}
    ),
}
"""The types of event of each kind; every other type is of the kind `other`."""

_KINDS = {name: kind for kind, names in TYPES.items() for name in names}


def kind_of(event_type: str) -> EntryKind:
    return _KINDS.get(event_type, EntryKind.OTHER)
