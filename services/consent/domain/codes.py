"""The closed lists of this service's own words; all others are the packs'."""

AUTHORITIES = ("self", "custody", "representative")
FORMS = ("written", "electronic", "oral")
CHANNELS = ("self-service", "desk", "phone", "letter", "digital-post", "system")
EXPRESSIONS = ("explicit", "ordinary")
TAKEN_BACK = ("withdrawn", "revoked", "invalidated")
ANSWERS_TO_OBJECTIONS = ("upheld", "overridden")
EVIDENCE_KINDS = ("scan", "signature", "recording", "note")
