"""The reasons for a no that the engine itself gives; those that rules give are words of the law's reasons.yaml.

Every code has its sentences there, and none is ever used again for something else.
"""

from enum import StrEnum


class Reason(StrEnum):
    COUNTRY_NOT_STATED = "country-not-stated"
    RESTRICTED_PROCESSING = "restricted-processing"
    MARKETING_OBJECTION = "marketing-objection"
    REFUSED_DATA_TO_RECIPIENT = "refused-data-to-recipient"
    REFUSED_DATA = "refused-data"
    REFUSED_RECIPIENT = "refused-recipient"
    REFUSED_PURPOSE = "refused-purpose"
    REFUSED_EVERYTHING = "refused-everything"
    REFUSED_LOOKUP = "refused-lookup"
    CHANNEL_REVEALS_REFUSED_DATA = "channel-reveals-refused-data"
    OBJECTION_AWAITING_ANSWER = "objection-awaiting-answer"
    OBJECTION_UPHELD = "objection-upheld"
    CONSENT_STATE_STALE = "consent-state-stale"
    CONSENT_LAPSED = "consent-lapsed"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    CONSENT_REVOKED = "consent-revoked"
    CONSENT_INVALIDATED = "consent-invalidated"
    CONSENT_OTHER_COURSE = "consent-other-course"
    CONSENT_OTHER_RECIPIENT = "consent-other-recipient"
    OUTSIDE_CONSENT_SCOPE = "outside-consent-scope"
    CONSENT_NOT_WRITTEN = "consent-not-written"
    CONSENT_NOT_EXPLICIT = "consent-not-explicit"
    CONSENT_NOT_GIVEN_ACTIVELY = "consent-not-given-actively"
    CONSENT_TEXT_SILENT = "consent-text-silent"
    CONSENT_NAMES_NO_COUNTRY = "consent-names-no-country"
    CONSENT_WITHOUT_AUTHORITY = "consent-without-authority"
    CONSENT_NOT_YET_GIVEN = "consent-not-yet-given"
    ATTESTATION_MISSING = "attestation-missing"
    CONDITION_NOT_MET = "condition-not-met"
    OTHER_FORM_ONLY = "other-form-only"
    OTHER_CHANNEL_ONLY = "other-channel-only"
    REQUEST_TOO_BROAD = "request-too-broad"
    REST_WOULD_TELL = "rest-would-tell"
    NOT_NEEDED = "not-needed-for-purpose"
    NO_LEGAL_BASIS = "no-legal-basis"
