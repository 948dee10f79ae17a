"""Drafts of consents, objections and delegations: what might be on file, in the shapes in which it would be."""

from datetime import datetime

from marshmallow import Schema, ValidationError, fields, validate

from services.disclosure.api.schemas import PeriodSchema
from services.disclosure.use_cases.given_state import EARLIEST_YEAR, LATEST_YEAR, given_moment
from shared.policy_packs.lines import (
    ANSWERS_TO_OBJECTIONS,
    AUTHORITIES,
    EXPRESSIONS,
    FORMS_OF_CONSENT,
    IMPLIED,
    TAKEN_BACK,
)
from shared.policy_packs.model import OBJECTION_KINDS
from shared.policy_packs.rule import DELEGATION_KINDS
from shared.web.schema import country, formatted, is_moment, one_line, word

MOST_DRAFTS = 50
MOST_NAMED = 50


def _of_our_time(text: str) -> None:
    is_moment(text)
    _refuse_unless_of_our_time(datetime.fromisoformat(text).year)


def _refuse_unless_of_our_time(year: int) -> None:
    if not EARLIEST_YEAR < year < LATEST_YEAR:
        raise ValidationError("Not a moment of our time.")


def moment(description: str, *, required: bool = False, data_key: str | None = None) -> fields.String:
    """Return a field for a moment of our time, which stays the text that it is."""
    return fields.String(
        required=required,
        data_key=data_key,
        validate=_of_our_time,
        metadata={"format": "date-time", "description": description},
    )


def _day_or_moment(description: str, *, required: bool = False) -> fields.String:
    said = f"{description} A moment, in Denmark unless it has a zone; or a day, which means its first moment."
    return fields.String(required=required, validate=_day_or_moment_of_our_time, metadata={"description": said})


def _day_or_moment_of_our_time(text: str) -> None:
    try:
        year = given_moment(text).year
    except ValueError:
        raise ValidationError("Neither a day such as 2026-11-20 nor a moment such as 2026-11-20T09:30.") from None
    _refuse_unless_of_our_time(year)


def _one_of(words: tuple[str, ...], description: str, *, required: bool = False) -> fields.String:
    return fields.String(required=required, validate=validate.OneOf(words), metadata={"description": description})


def _list(of: type[Schema], description: str, *, required: bool = False) -> fields.List[object]:
    length = validate.Length(1, MOST_NAMED)
    return fields.List(fields.Nested(of), required=required, validate=length, metadata={"description": description})


def _words(description: str, *, required: bool = False) -> fields.List[str]:
    return fields.List(word(description), required=required, validate=validate.Length(1, MOST_NAMED))


class DraftRecipientSchema(Schema):
    """A recipient; without an id, any of its kind."""

    kind = word("Recipient kind of the controller's pack.", required=True, example="insurer")
    id = word("The one recipient meant.", example="insurer-a")
    country = country()


class DraftItemSchema(Schema):
    """Data of one category, `*` for every; the rest narrows it."""

    category = word("Category code of the controller's pack, or *.", required=True, example="dx")
    course = word("Only data of this course.")
    episode = word("Only data of this episode.")
    label = word("Only data with this label.")
    period = fields.Nested(PeriodSchema)


class DraftScopeSchema(Schema):
    """What a consent would cover; nothing outside these lists."""

    recipients = _list(DraftRecipientSchema, "Who may receive.", required=True)
    purposes = _words("Purpose code.", required=True)
    items = _list(DraftItemSchema, "Which data.", required=True)


class DraftPartSchema(Schema):
    """What a withdrawal, objection or delegation would reach; a dimension left out is all of it."""

    recipients = _list(DraftRecipientSchema, "Only these recipients.")
    purposes = _words("Only these purposes.")
    items = _list(DraftItemSchema, "Only these data.")
    channels = _words("Only these channels.")


class DraftGiverSchema(Schema):
    """With what authority somebody would say it."""

    authority = _one_of(AUTHORITIES, "The subject, the holder of custody, or a representative.", required=True)


class DraftTextSchema(Schema):
    """The words agreed to."""

    id = word("Which consent text.", required=True)
    version = word("Which version of it.", required=True)


class DraftWithdrawalSchema(Schema):
    """What would be taken back, and when."""

    at = _day_or_moment("When.", required=True)
    channel = word("How it would be said; answers do not depend on it.")
    how = _one_of(TAKEN_BACK, "By the subject, unless it says otherwise.")
    part = fields.Nested(DraftPartSchema)


class DraftConsentSchema(Schema):
    """A consent that might be on file: written and given by the subject unless it says otherwise."""

    given_at = _day_or_moment("When it would be given.", required=True)
    given_by = fields.Nested(DraftGiverSchema)
    form = _one_of(FORMS_OF_CONSENT, "Written, electronic or oral.")
    form_exemption = one_line("Why an oral consent would be enough.")
    channel = word("How it would be said; answers do not depend on it.")
    expression = _one_of((*EXPRESSIONS, IMPLIED), "Explicit unless it says otherwise; implied never counts.")
    text = fields.Nested(DraftTextSchema)
    course = word("The course it is tied to.", example="K1")
    subject_role = word("Role of the subject in which it would be given; that of the check when left out.")
    stated_end = formatted("date", "First day on which it no longer counts.")
    scope = fields.Nested(DraftScopeSchema, required=True)
    withdrawals = fields.List(fields.Nested(DraftWithdrawalSchema), validate=validate.Length(0, MOST_NAMED))


class DraftObjectionSchema(Schema):
    """A no that might be on file; without a part, to everything."""

    kind = _one_of(OBJECTION_KINDS, "What kind of no.", required=True)
    raised_at = _day_or_moment("When it would be raised.", required=True)
    lifted_at = _day_or_moment("When it would be lifted.")
    channel = word("How it would be said; answers do not depend on it.")
    answer = _one_of(
        ANSWERS_TO_OBJECTIONS, "Of an objection to one's particular situation; overridden: compelling grounds prevail."
    )
    answered_at = _day_or_moment("When it would be answered; at once, when left out.")
    part = fields.Nested(DraftPartSchema)


# A delegation that might be on file; without a part, of everything. `from` is no name that a class could give a field.
DraftDelegationSchema = Schema.from_dict(
    {
        "kind": _one_of(DELEGATION_KINDS, "What kind of delegation.", required=True),
        "delegate": fields.Nested(DraftRecipientSchema, required=True),
        "given_by": fields.Nested(DraftGiverSchema),
        "subject_role": word("Role of the subject; that of the check when left out."),
        "from": formatted("date", "First day.", required=True),
        "until": formatted("date", "First day on which it no longer counts."),
        "ended_at": _day_or_moment("When it would be ended."),
        "part": fields.Nested(DraftPartSchema),
    },
    name="DraftDelegationSchema",
)


class DraftsSchema(Schema):
    """What might be on file."""

    consents = fields.List(fields.Nested(DraftConsentSchema), validate=validate.Length(0, MOST_DRAFTS))
    objections = fields.List(fields.Nested(DraftObjectionSchema), validate=validate.Length(0, MOST_DRAFTS))
    delegations = fields.List(fields.Nested(DraftDelegationSchema), validate=validate.Length(0, MOST_DRAFTS))
    died_on = formatted("date", "The day of the subject's death, from which on whoever acts for them acts for nobody.")
