"""What callers send."""

from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from services.consent.api.pages import cursor_field, limit_field
from services.consent.api.scope_schemas import PartSchema, ScopeSchema, StrictSchema
from services.consent.domain.codes import CHANNELS, EVIDENCE_KINDS
from services.consent.domain.consent import Evidence, Giver, Text
from shared.policy_packs.lines import (
    ANSWERS_TO_OBJECTIONS,
    AUTHORITIES,
    EXPRESSIONS,
    FORMS_OF_CONSENT,
    TAKEN_BACK,
)
from shared.policy_packs.model import OBJECTION_KINDS
from shared.web.no_person import NO_PERSON
from shared.web.schema import WORD, WholeMatch, one_line, word
from shared.web.subject_schema import SubjectSchema

MOST_SUBJECTS = 1_000

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
# Who gave a consent is somebody, so no number is taken for that of a production unit.
REFERENCE_TO_A_PERSON = WholeMatch(f"^{NO_PERSON}{WORD}$", error="Not a reference; a CPR number is none.")


class _Moment(fields.AwareDateTime):
    """A moment in any time zone, in UTC from here on, so that one moment has one form."""

    def _deserialize(self, *arguments: Any, **named: Any) -> datetime:
        moment = super()._deserialize(*arguments, **named)
        # Further out, arithmetic with time zones has no answer, and no consent was given.
        if not EARLIEST_YEAR < moment.year < LATEST_YEAR:
            raise ValidationError("Not a moment of our time.")
        return moment.astimezone(UTC)


def moment(description: str, *, required: bool = False) -> fields.AwareDateTime:
    return _Moment(required=required, metadata={"description": description})


def _one_of(words: tuple[str, ...], description: str, *, required: bool = True) -> fields.String:
    return fields.String(required=required, validate=validate.OneOf(words), metadata={"description": description})


def _channel() -> fields.String:
    return _one_of(CHANNELS, "How the person's word reached the controller.")


def _controller() -> fields.String:
    return word("The controller; the access token must be bound to it.", required=True, example="aleris")


def _subject() -> fields.Nested:
    return fields.Nested(SubjectSchema, required=True)


_SHA256 = WholeMatch("^[0-9a-f]{64}$", error="A SHA-256 in lower-case hexadecimal.")


class GiverSchema(StrictSchema):
    """Who consented."""

    authority = _one_of(
        AUTHORITIES, "The subject; a holder of custody; or a representative: whoever else a delegation lets speak."
    )
    reference = fields.String(
        validate=REFERENCE_TO_A_PERSON,
        metadata={"description": "Who spoke for the subject; no CPR number. Needed to give, object, lift, delegate."},
    )

    @post_load
    def _giver(self, data: dict[str, Any], **_: object) -> Giver:
        return Giver(**data)


class TextSchema(StrictSchema):
    """The exact words agreed to."""

    id = word("Which consent text.", required=True, example="insurer-payment")
    version = word("Which version of it.", required=True, example="3")
    language = fields.String(
        required=True,
        validate=WholeMatch("^[a-z]{2}$", error="A language code of two letters."),
        metadata={"description": "Language it was shown or read out in (ISO 639-1).", "example": "da"},
    )

    sha256 = fields.String(
        validate=_SHA256,
        metadata={
            "description": "SHA-256 of its words in UTF-8, in lower-case hexadecimal. Where the controller's pack has "
            "them in this language it may be left out, and must be that of `/v1/consent-texts`."
        },
    )

    @post_load
    def _text(self, data: dict[str, Any], **_: object) -> Text:
        return Text(**data)


class EvidenceSchema(StrictSchema):
    """Where the proof is kept; the proof itself stays there."""

    kind = _one_of(EVIDENCE_KINDS, "What kind of proof.")
    reference = word("Where to find it, in the system that keeps it.", required=True, example="archive:5f2c")
    sha256 = fields.String(
        validate=_SHA256,
        metadata={"description": "SHA-256 of the file, when it is one."},
    )

    @post_load
    def _evidence(self, data: dict[str, Any], **_: object) -> Evidence:
        return Evidence(**data)


def _evidence() -> fields.List[Any]:
    return fields.List(
        fields.Nested(EvidenceSchema),
        load_default=list,
        validate=validate.Length(0, 10),
        metadata={"description": "Where the proof is kept."},
    )


def subject_role() -> fields.String:
    """Return the field of the role in which a person is spoken of, as a check names it."""
    return word("Role of the subject, whose law says from what age they decide; the pack's usual one when left out.")


def _said_by(description: str) -> fields.Nested:
    return fields.Nested(GiverSchema, metadata={"description": description})


_HOW = (
    "Withdrawn by the person, unless it says otherwise; revoked by the controller; invalidated, such as a consent that "
    "was given without authority, which never counted."
)


class GiveConsentRequest(StrictSchema):
    """A consent that somebody gave."""

    controller = _controller()
    subject = _subject()
    given_at = moment("When it was given; not in the future.", required=True)
    given_by = fields.Nested(GiverSchema, required=True)
    form = _one_of(FORMS_OF_CONSENT, "Written, electronic or oral.")
    form_exemption = one_line("Why an oral consent was enough where the law asks for writing. No names.")
    expression = _one_of(EXPRESSIONS, "Explicit, unless it says otherwise. Silence is no consent.", required=False)
    kind = word("Consent kind of the pack; found by what the consent is about when left out.")
    renews = fields.UUID(metadata={"description": "The older consent that this one takes the place of."})
    follows = fields.UUID(metadata={"description": "The consent refused before, when the person has thought it over."})
    subject_role = subject_role()
    channel = _channel()
    text = fields.Nested(TextSchema, required=True)
    course = word("The course it is tied to; a consent to treatment names one, here or in an item.", example="K1")
    stated_end = fields.Date(metadata={"description": "First day on which it no longer counts, if it states one."})
    scope = fields.Nested(ScopeSchema, required=True)
    evidence = _evidence()


class WithdrawRequest(StrictSchema):
    """What is taken back of a consent."""

    how = _one_of(TAKEN_BACK, _HOW, required=False)
    evidence = _evidence()

    part = fields.Nested(PartSchema, metadata={"description": "The whole, when left out or {}."})
    at = moment("When it was said, if not now.")
    channel = _channel()
    withdrawn_by = _said_by("Whose word it is; it is nobody's by custody what the person gave.")
    shown_sha256 = fields.String(
        validate=_SHA256, metadata={"description": "What the person was shown before: the `digest` of its preview."}
    )


class RaiseObjectionRequest(StrictSchema):
    """What somebody says no to."""

    controller = _controller()
    subject = _subject()
    kind = _one_of(OBJECTION_KINDS, "What kind of no.")
    subject_role = word(
        "Role of the subject; the pack's usual one when left out. The no reaches their data in every role, and nobody "
        "says it by custody once the subject decides in any."
    )
    raised_by = _said_by("Whose word it is; what is raised by custody becomes the person's own when they decide.")
    raised_at = moment("When it was said, if not now.")
    channel = _channel()
    part = fields.Nested(PartSchema, required=True, metadata={"description": "To what; {} for everything."})
    evidence = _evidence()


class StepRequest(StrictSchema):
    """When it was said, how, and where the proof is kept."""

    at = moment("When it was said, if not now.")
    channel = _channel()
    evidence = _evidence()


class LiftRequest(StepRequest):
    """That an objection is taken back, and by whom; said of what was raised by custody."""

    lifted_by = _said_by("Whose word it is.")


class AnswerRequest(StrictSchema):
    """What the controller answers to an objection on grounds of somebody's own situation."""

    answer = _one_of(ANSWERS_TO_OBJECTIONS, "Upheld: the processing stops. Overridden: compelling grounds prevail.")
    grounds = one_line("Why, as the person is told. No names.", required=True)
    at = moment("When it was answered, if not now.")


class StatesRequest(StrictSchema):
    """Whose states, at which controller."""

    controller = _controller()
    subjects = fields.List(fields.Nested(SubjectSchema), required=True, validate=validate.Length(1, MOST_SUBJECTS))
    as_of = moment("As they were recorded by this moment, not in the future; now, when left out.")


class SearchRequest(StrictSchema):
    """Whose consents or objections, and which page of them."""

    controller = _controller()
    subject = _subject()
    limit = limit_field()
    cursor = cursor_field()


def _as_of() -> fields.AwareDateTime:
    return moment("How they stand, or stood, at this moment; now, when left out.")


class SearchAtRequest(SearchRequest):
    """Whose consents, objections or delegations, which page of them, and at which moment."""

    as_of = _as_of()


class AsOf(Schema):
    """At which moment."""

    as_of = _as_of()
