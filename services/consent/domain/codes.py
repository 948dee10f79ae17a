"""The closed lists of this service's own words; those it shares with the gate stand in shared/policy_packs/lines.py."""

CHANNELS = ("self-service", "desk", "phone", "letter", "digital-post", "system")
CHANGES = (
    "ConsentGiven",
    "ConsentWithdrawn",
    "ConsentRevoked",
    "ConsentInvalidated",
    "ConsentRefused",
    "ConsentExpiringSoon",
    "ConsentTextChanged",
    "ConsentPaused",
    "ObjectionRaised",
    "ObjectionAnswered",
    "ObjectionLifted",
    "ObjectionPassedToSubject",
    "DelegationRequested",
    "DelegationGiven",
    "DelegationAccepted",
    "DelegationDeclined",
    "DelegationEnded",
    "DelegationNarrowed",
    "DelegationExpired",
    "RecallOpened",
    "RecallSent",
    "RecallAnswered",
    "DeathRecorded",
    "DeathRetracted",
)
"""The types of event in consent.changes.v1."""

EVIDENCE_KINDS = ("scan", "signature", "recording", "note")
