"""What callers get. Moments and dates are text already, in the same form as in events."""

from typing import Any

from marshmallow import Schema, fields

from services.consent.api.pages import next_cursor_field
from services.consent.api.request_schemas import EvidenceSchema, GiverSchema, TextSchema
from services.consent.api.scope_schemas import PartSchema, ScopeSchema
from services.consent.api.sentence_schemas import ConsequenceAnswer, GoesOnAnswer
from services.consent.domain.objection_standing import ObjectionStatus
from services.consent.domain.standing import Status
from services.consent.use_cases.effective import CONFIRMED, LEASE_PASSED
from shared.policy_packs.lines import AUTHORITIES


def _text(description: str = "", **metadata: Any) -> fields.String:
    return fields.String(required=True, metadata={"description": description, **metadata})


def _optional(description: str = "", **metadata: Any) -> fields.String:
    return fields.String(metadata={"description": description, **metadata})


def told_moment(description: str) -> fields.String:
    """Return the field of a moment that is always told."""
    return _text(description, format="date-time")


def told_version() -> fields.Integer:
    """Return the field of the version that a thing has, as its ETag has it."""
    return fields.Integer(required=True, metadata={"description": "Its version, as its ETag has it."})


class Recorded(Schema):
    """Who entered it, when, and as which version of the subject's state."""

    recorded_at = told_moment("When it was entered.")
    recorded_by = _text("The client that entered it.")
    recorded_by_staff = _optional(
        "The member of staff who entered it for the person, as the issuer of tokens calls them."
    )
    state_version = fields.Integer(required=True, metadata={"description": "The subject's state it led to."})


class StateWithdrawalAnswer(Schema):
    """One withdrawal of a consent as the gate sees it."""

    id = _text(format="uuid")
    at = told_moment("When it was said.")
    part = fields.Nested(PartSchema, required=True)
    channel = _text()
    how = _text("withdrawn, revoked or invalidated.")
    shown_sha256 = _optional("Digest of the preview that the person was shown before.")


class WithdrawalAnswer(StateWithdrawalAnswer):
    """One withdrawal of a consent, whose word it was and where the proof is kept."""

    withdrawn_by = fields.Nested(GiverSchema, metadata={"description": "Whose word it was, where that was said."})
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    consequences = fields.List(
        fields.Nested(ConsequenceAnswer),
        required=True,
        metadata={"description": "What was announced when it was recorded."},
    )


class RecordedWithdrawalAnswer(WithdrawalAnswer, Recorded):
    """One withdrawal of a consent and everything recorded of it."""


class GrantAnswer(Schema):
    """A consent as the gate sees it."""

    id = _text(format="uuid")
    given_at = told_moment("When it was given.")
    given_by = fields.Nested(GiverSchema, required=True)
    form = _text()
    form_exemption = _optional()
    expression = _text("explicit or ordinary.")
    kind = _optional("Consent kind of the pack; left out where none of them is about all that the consent is about.")
    renews = _optional("The older consent that it took the place of.", format="uuid")
    follows = _optional("The consent that the person had refused before.", format="uuid")
    subject_role = _optional("Role of the subject; the pack's usual one where none is told.")
    channel = _text()
    text = fields.Nested(TextSchema, required=True)
    course = _optional()
    stated_end = _optional(format="date")
    scope = fields.Nested(ScopeSchema, required=True)
    valid_until = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "First day it no longer counts; null when no day is known.", "format": "date"},
    )
    valid_until_reason = _text("one-calendar-year, stated-end, course or until-withdrawn.")
    withdrawals = fields.List(fields.Nested(StateWithdrawalAnswer), required=True)


class ImportedAnswer(Schema):
    """The older system that a consent was taken over from."""

    source = _text()
    id = _text("What the consent is called there.")


class ConsentAnswer(GrantAnswer, Recorded):
    """A consent that was given, everything recorded of it, and how it stands now."""

    controller = _text()
    subject = _text("Reference to the subject.")
    version = fields.Integer(required=True, metadata={"description": "1, and one more for each withdrawal."})
    status = _text("How it stands now.", enum=[status.value for status in Status])
    status_explanation = _text("Why.")
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    withdrawals = fields.List(fields.Nested(RecordedWithdrawalAnswer), required=True)
    imported = fields.Nested(ImportedAnswer, metadata={"description": "From where, when it was not recorded here."})


class VersionAnswer(Recorded):
    """One version of a consent and what made it."""

    version = fields.Integer(required=True)
    change = _text("given, withdrawn or refused.")
    withdrawal = fields.Nested(WithdrawalAnswer)


class HistoryAnswer(Schema):
    """Every version of a consent, oldest first."""

    consent = _text(format="uuid")
    versions = fields.List(fields.Nested(VersionAnswer), required=True)


class EffectSchema(Schema):
    """Since when no gate permits any more what relied on the state before, and how that is known."""

    at = told_moment("Never later than one lease and one clock margin after the change was recorded.")
    how = _text("The gate confirmed it, or its lease has passed.", enum=[CONFIRMED, LEASE_PASSED])


class WithdrawnAnswer(RecordedWithdrawalAnswer):
    """A withdrawal and what it left."""

    consent = _text(format="uuid")
    consent_version = fields.Integer(required=True)
    consent_status = _text("How the consent stands after it.", enum=[status.value for status in Status])
    effective = fields.Nested(EffectSchema, required=True)


class _Raised(Schema):
    """What was said no to."""

    id = _text(format="uuid")
    kind = _text()
    raised_at = told_moment("When it was said.")
    channel = _text()
    part = fields.Nested(PartSchema, required=True)


class StateObjectionAnswer(_Raised):
    """An objection as the gate sees it."""

    lifted_at = _optional("When it was taken back.", format="date-time")
    answer = _optional("upheld or overridden, once it was answered.")
    answered_at = _optional("When it was answered.", format="date-time")


class LiftAnswer(Recorded):
    """How an objection was taken back, and everything recorded of that."""

    at = told_moment("When it was said.")
    channel = _text()
    lifted_by = fields.Nested(GiverSchema, metadata={"description": "Whose word it was, where that was said."})
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)


class AnsweredAnswer(Recorded):
    """What the controller answered to an objection, and everything recorded of that."""

    at = told_moment("When it was answered.")
    answer = _text("upheld or overridden.")
    grounds = _text("Why, as the person was told.")


class ObjectionAnswer(_Raised, Recorded):
    """An objection and everything recorded of it."""

    controller = _text()
    subject = _text("Reference to the subject.")
    version = told_version()
    raised_by = fields.Nested(GiverSchema, metadata={"description": "Whose word it was, where that was said."})
    subject_role = _optional("Role of the subject; the pack's usual one where none is told.")
    status = _text("How it stands.", enum=[status.value for status in ObjectionStatus])
    status_explanation = _text("Why.")
    held_by = _text("With what authority it can be lifted.", enum=list(AUTHORITIES))
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    lift = fields.Nested(LiftAnswer, metadata={"description": "Once it was taken back."})
    answered = fields.Nested(AnsweredAnswer, metadata={"description": "Once it was answered."})


class ObjectedAnswer(ObjectionAnswer):
    """An objection just raised, and what it cannot stop."""

    goes_on = fields.List(
        fields.Nested(GoesOnAnswer),
        required=True,
        metadata={"description": "What it reaches and does not stop, where the facts of the rule are met."},
    )

    effective = fields.Nested(EffectSchema, required=True)


class ObjectionsAnswer(Schema):
    """A subject's objections, lifted ones too, newest first."""

    objections = fields.List(fields.Nested(ObjectionAnswer), required=True)
    next_cursor = next_cursor_field()


class StateAnswer(Schema):
    """Everything one subject has agreed to and refused at one controller."""

    controller = _text()
    subject = _text("Reference to the subject.")
    version = fields.Integer(required=True, metadata={"description": "0 when nothing was ever recorded."})
    consents = fields.List(fields.Nested(GrantAnswer), required=True)
    objections = fields.List(fields.Nested(StateObjectionAnswer), required=True)
    delegations = fields.List(fields.Dict(), required=True)
    died_on = _optional("The day of death, where one is on record.", format="date")


class StatesAnswer(Schema):
    """The states asked for, in the order they were first asked for."""

    states = fields.List(fields.Nested(StateAnswer), required=True)
    reference_keys = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "The key ids of all references that states are on record under."},
    )
