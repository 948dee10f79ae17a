"""Shapes of requests and answers. Moments in answers are text already, in the same form as in events."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.audit.domain.entry_kind import EntryKind
from shared.web.quick_schema import EXACTLY_ONE
from shared.web.schema import word
from shared.web.subject_schema import SubjectSchema

LARGEST_PAGE = 500
USUAL_PAGE = 50


class RecipientFilter(Schema):
    """Either or both of what names a recipient."""

    kind = word("Kind of recipient.", example="insurer")
    id = word("Recipient.", example="insurer-a")


class EntrySearchRequest(Schema):
    """An entry is found when it has every value that is stated; stating none finds all."""

    controller = word("One of the token's controllers; without it, all of them.", example="aleris")
    since = fields.AwareDateTime(data_key="from", metadata={"description": "Occurred at this moment or later."})
    until = fields.AwareDateTime(data_key="to", metadata={"description": "Occurred before this moment."})
    subject = fields.Nested(SubjectSchema, metadata=EXACTLY_ONE)
    kind = fields.Enum(
        EntryKind,
        by_value=True,
        metadata={"description": "Kind of entry; `decision` leaves out what was only tried out."},
    )
    type = word("Type of event.", example="DisclosureDecided")
    recipient = fields.Nested(RecipientFilter)
    purpose = word("Purpose of the disclosure.", example="insurance-payment")
    outcome = fields.String(validate=validate.OneOf(["permit", "partial", "deny"]))
    reason = word("Reason code of at least one of the decision's items.", example="outside-consent-scope")
    decision_id = fields.UUID()
    client = word("Client that caused the event.", example="record-system")
    limit = fields.Integer(
        strict=True,
        load_default=USUAL_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most entries on a page."},
    )
    cursor = fields.String(
        validate=validate.Length(max=500),
        metadata={"description": "`next_cursor` of the page before, with the same values in all other fields."},
    )


def _text(description: str = "", **metadata: Any) -> fields.String:
    return fields.String(required=True, metadata={"description": description, **metadata})


def _text_or_null(description: str = "", **metadata: Any) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description, **metadata})


def _number(description: str = "") -> fields.Integer:
    return fields.Integer(required=True, metadata={"description": description})


def _codes(description: str) -> fields.List[str]:
    return fields.List(fields.String(), required=True, metadata={"description": description})


class EntryRecipient(Schema):
    """To whom a disclosure was asked for."""

    kind = _text()
    id = _text_or_null()


class Origin(Schema):
    """Where an entry came from: its place in its producer's numbering, and in Kafka."""

    producer = _text()
    position = _number()
    topic = _text()
    topic_id = _text()
    partition = _number()
    offset = _number()


class EntryAnswer(Schema):
    """One line of the log. What its type of event does not have is null or empty."""

    id = _text(format="uuid")
    kind = fields.Enum(
        EntryKind,
        by_value=True,
        required=True,
        metadata={"description": "A `simulation` was only tried out: no data may go because of it."},
    )
    type = _text("Type of event.")
    version = _number("Version of the shape of the event's data.")
    occurred_at = _text(format="date-time")
    received_at = _text(format="date-time")
    controller = _text()
    subject = _text_or_null("Reference to the subject.")
    recipient = fields.Nested(EntryRecipient, required=True, allow_none=True)
    purpose = _text_or_null()
    outcome = _text_or_null()
    reasons = _codes("Reason codes of the decision's items.")
    rules = _codes("Rules of the policy pack that spoke.")
    basis = _codes("Legal basis of what was permitted.")
    decision_id = _text_or_null(format="uuid")
    client = _text_or_null("Client that caused the event.")
    pack_version = _text_or_null()
    origin = fields.Nested(Origin, required=True)


class EntryWithEventAnswer(EntryAnswer):
    """One line of the log and the event that it is about."""

    event = fields.Dict(required=True, metadata={"description": "The event as its producer sent it."})


class EntryPageAnswer(Schema):
    """A page of a search."""

    entries = fields.List(fields.Nested(EntryAnswer), required=True)
    next_cursor = _text_or_null("For the next, older page; null on the last.")


class PositionRange(Schema):
    """Positions, both ends included."""

    first = _number()
    last = _number()


class StreamAnswer(Schema):
    """What has arrived of one producer's events of one topic, which it numbers from 1 without gaps."""

    producer = _text()
    topic = _text()
    complete_to = _number("Every position up to here is an entry or in quarantine.")
    highest = _number("Highest position that has arrived.")
    missing = _number("How many positions below the highest have not arrived.")
    gaps = fields.List(
        fields.Nested(PositionRange), required=True, metadata={"description": "Where they are; at most 1,000 ranges."}
    )
    entries = _number("How many entries there are.")
    quarantined = _number("How many positions are held in quarantine instead of an entry.")
    last_entry_at = _text_or_null("When the event at the highest position occurred.", format="date-time")


class CompletenessAnswer(Schema):
    """How far the log is known complete."""

    streams = fields.List(fields.Nested(StreamAnswer), required=True)
    quarantined = _number("All messages in quarantine, also those of no known producer.")
