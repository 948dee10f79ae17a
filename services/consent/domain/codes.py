"""The closed lists of this service's own words; all others are the packs'."""

AUTHORITIES = ("self", "custody", "representative")
FORMS = ("written", "electronic", "oral")
CHANNELS = ("self-service", "desk", "phone", "letter", "digital-post", "system")
EXPRESSIONS = ("explicit", "ordinary")
TAKEN_BACK = ("withdrawn", "revoked", "invalidated")
ANSWERS_TO_OBJECTIONS = ("upheld", "overridden")
CHANGES = (
    "ConsentGiven",
    "ConsentWithdrawn",
    "ConsentRevoked",
    "ConsentInvalidated",
    "ObjectionRaised",
    "ObjectionAnswered",
    "ObjectionLifted",
    "DelegationRequested",
    "DelegationGiven",
    "DelegationAccepted",
    "DelegationDeclined",
    "DelegationEnded",
)
"""The types of event in consent.changes.v1."""

EVIDENCE_KINDS = ("scan", "signature", "recording", "note")
