"""The closed lists of this service's own words; all others are the packs'."""

AUTHORITIES = ("self", "custody", "representative")
FORMS = ("written", "electronic", "oral")
CHANNELS = ("self-service", "desk", "phone", "letter", "digital-post", "system")
EVIDENCE_KINDS = ("scan", "signature", "recording", "note")
