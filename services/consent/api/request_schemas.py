"""What callers send."""

import re
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from services.consent.api.scope_schemas import PartSchema, ScopeSchema, StrictSchema, code, names_no_person
from services.consent.domain.codes import AUTHORITIES, CHANNELS, EVIDENCE_KINDS, FORMS, OBJECTION_KINDS
from services.consent.domain.consent import Evidence, Giver, Text
from services.consent.domain.scope import WHOLE
from shared.web.schema import SubjectSchema

MOST_FOUND = 100

# Outside these years arithmetic with time zones has no answer, and no consent was given.
_YEARS = validate.Range(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
_ONE_LINE = validate.Regexp(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,500}\Z", error="One line of up to 500 characters.")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")


def _names_no_person_at_all(text: str) -> None:
    names_no_person(text)
    if _TEN_DIGITS.search(text):
        raise ValidationError("Ten digits could be a CPR number, which may stand in subject.cpr only.")


def _moment(description: str, *, required: bool = False) -> fields.AwareDateTime:
    return fields.AwareDateTime(required=required, validate=_YEARS, metadata={"description": description})


def _one_of(words: tuple[str, ...], description: str, *, required: bool = True) -> fields.String:
    return fields.String(required=required, validate=validate.OneOf(words), metadata={"description": description})


def _channel() -> fields.String:
    return _one_of(CHANNELS, "How the person's word reached the controller.")


def _controller() -> fields.String:
    return code("The controller; the access token must be bound to it.", required=True, example="aleris")


def _subject() -> fields.Nested:
    return fields.Nested(SubjectSchema, required=True)


class GiverSchema(StrictSchema):
    """Who consented."""

    authority = _one_of(AUTHORITIES, "The subject, the holder of custody, or a representative.")
    reference = fields.String(
        validate=[*code("").validators, _names_no_person_at_all],
        metadata={"description": "Reference to the person who gave it for the subject; never a CPR number."},
    )

    @post_load
    def _giver(self, data: dict[str, Any], **_: object) -> Giver:
        return Giver(**data)


class TextSchema(StrictSchema):
    """The exact words agreed to."""

    id = code("Which consent text.", required=True, example="insurer-payment")
    version = code("Which version of it.", required=True, example="3")
    language = fields.String(
        required=True,
        validate=validate.Regexp(r"[a-z]{2}\Z", error="A language code of two letters."),
        metadata={"description": "Language it was shown or read out in (ISO 639-1).", "example": "da"},
    )

    @post_load
    def _text(self, data: dict[str, Any], **_: object) -> Text:
        return Text(**data)


class EvidenceSchema(StrictSchema):
    """Where the proof is kept; the proof itself stays there."""

    kind = _one_of(EVIDENCE_KINDS, "What kind of proof.")
    reference = code("Where to find it, in the system that keeps it.", required=True, example="archive:5f2c")
    sha256 = fields.String(
        validate=validate.Regexp(r"[0-9a-f]{64}\Z", error="A SHA-256 in lower-case hexadecimal."),
        metadata={"description": "SHA-256 of the file, when it is one."},
    )

    @post_load
    def _evidence(self, data: dict[str, Any], **_: object) -> Evidence:
        return Evidence(**data)


class GiveConsentRequest(StrictSchema):
    """A consent that somebody gave."""

    controller = _controller()
    subject = _subject()
    given_at = _moment("When it was given; not in the future.", required=True)
    given_by = fields.Nested(GiverSchema, required=True)
    form = _one_of(FORMS, "Written, electronic or oral.")
    form_exemption = fields.String(
        validate=[_ONE_LINE, _names_no_person_at_all],
        metadata={"description": "Why an oral consent was enough where the law asks for writing. No names."},
    )
    channel = _channel()
    text = fields.Nested(TextSchema, required=True)
    course = code("The course of treatment it is tied to.", example="K1")
    stated_end = fields.Date(metadata={"description": "First day on which it no longer counts, if it states one."})
    scope = fields.Nested(ScopeSchema, required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), load_default=list, validate=validate.Length(0, 10))


class WithdrawRequest(StrictSchema):
    """What is taken back of a consent."""

    part = fields.Nested(PartSchema, load_default=WHOLE, metadata={"description": "The whole, when left out or {}."})
    at = _moment("When it was said, if not now.")
    channel = _channel()


class RaiseObjectionRequest(StrictSchema):
    """What somebody says no to."""

    controller = _controller()
    subject = _subject()
    kind = _one_of(OBJECTION_KINDS, "What kind of no.")
    raised_at = _moment("When it was said, if not now.")
    channel = _channel()
    part = fields.Nested(PartSchema, required=True, metadata={"description": "To what; {} for everything."})


class LiftRequest(StrictSchema):
    """That an objection is taken back."""

    at = _moment("When it was said, if not now.")
    channel = _channel()


class SubjectRequest(StrictSchema):
    """Whose state, at which controller."""

    controller = _controller()
    subject = _subject()


class SearchRequest(SubjectRequest):
    """Whose consents or objections, and how many at most."""

    limit = fields.Integer(
        strict=True,
        load_default=MOST_FOUND,
        validate=validate.Range(1, MOST_FOUND),
        metadata={"description": "Newest first."},
    )


class IdempotencyHeader(StrictSchema):
    """How a client repeats a request safely."""

    key = fields.String(
        data_key="Idempotency-Key",
        validate=[
            validate.Regexp(r"[\x21-\x7e]{1,255}\Z", error="1 to 255 visible ASCII characters."),
            names_no_person,
        ],
        metadata={"description": "The same key with the same request gets the first answer again; with another, 422."},
    )
