"""/v1/consents/expiring and /v1/consents/ask-again: whom to ask for a new consent, before it is too late."""

from datetime import date

from marshmallow import Schema, fields, validate

from services.consent.api import examples
from services.consent.api.answer_schemas import ConsentAnswer
from services.consent.api.context import dependencies
from services.consent.api.scope_schemas import StrictSchema
from services.consent.use_cases.list_expiring import ListExpiring, list_expiring
from services.consent.use_cases.list_to_ask_again import CAME_OF_AGE, TEXT_CHANGED, ListToAskAgain, list_to_ask_again
from services.consent.use_cases.reminder_ports import PlaceByDay
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.cursors import NotThisCursor, SignedCursors
from shared.web.operations import WITH_BODY, operation
from shared.web.problems import Problem, invalid_request
from shared.web.schema import word
from shared.web.strict_json import StrictBlueprint

LARGEST_PAGE = 100
MOST_DAYS = 366

blueprint = StrictBlueprint("reminders", __name__, url_prefix="/v1/consents", description="Whom to ask again.")


class AskAgainRequest(StrictSchema):
    """At which controller."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")
    limit = fields.Integer(
        strict=True,
        load_default=LARGEST_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most consents on a page."},
    )
    cursor = fields.String(
        validate=validate.Length(max=500),
        metadata={"description": "`next_cursor` of the page before, with the same values in all other fields."},
    )


class ExpiringRequest(AskAgainRequest):
    """How soon."""

    within_days = fields.Integer(
        strict=True,
        required=True,
        validate=validate.Range(1, MOST_DAYS),
        metadata={"description": "Lapsing in so many days or fewer.", "example": 30},
    )


class ConsentPageAnswer(Schema):
    """A page of consents."""

    consents = fields.List(fields.Nested(ConsentAnswer), required=True)
    next_cursor = fields.String(required=True, allow_none=True, metadata={"description": "null on the last page."})


class AskAgainAnswer(ConsentAnswer):
    """A consent that is to be asked for again, and why."""

    reason = fields.String(
        required=True,
        validate=validate.OneOf([TEXT_CHANGED, CAME_OF_AGE]),
        metadata={"description": "Its text was replaced, or it was given by custody and the person decides now."},
    )
    paused_from = fields.String(
        metadata={"description": "Since when the person decides, where that is the reason.", "format": "date"}
    )
    newest_text_version = fields.String(
        required=True, metadata={"description": "The version of its text that people are asked with now."}
    )


class AskAgainPageAnswer(Schema):
    """A page of consents that are to be asked for again."""

    consents = fields.List(fields.Nested(AskAgainAnswer), required=True)
    next_cursor = fields.String(required=True, allow_none=True, metadata={"description": "null on the last page."})


@blueprint.post("/expiring")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(ExpiringRequest, example=examples.EXPIRING)
@blueprint.response(200, ConsentPageAnswer)
def expiring(body: Document) -> Document:
    """List the consents in force that lapse soon and that nobody has renewed, the first to lapse first.

    Computed when it is asked for. A consent that lives until withdrawn, or as long as a course, has no day to lapse on.
    """
    controller, within = body["controller"], body["within_days"]
    require_controller(controller)
    cursors = _cursors({"expiring at": controller, "within": within})
    try:
        after = _place_by_day(*cursors.read(body["cursor"])) if "cursor" in body else None
    except NotThisCursor:
        raise _not_this_cursor() from None
    question = ListExpiring(controller, within, after, body["limit"])
    found, last = list_expiring(question, dependencies().surroundings)
    return {"consents": found, "next_cursor": last and cursors.write([last.day.isoformat(), last.consent_id])}


@blueprint.post("/ask-again")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(AskAgainRequest, example=examples.ASK_AGAIN)
@blueprint.response(200, AskAgainPageAnswer)
def ask_again(body: Document) -> Document:
    """List the consents to ask for again, in the order they were recorded, each with the reason.

    `text-changed`: in force, on a text that the controller's pack has replaced; left out are those who have agreed to
    the newest version since, or refused it. `came-of-age`: given by custody and paused, since the person decides; left
    out are those who have said yes or no themselves. Until a person answers, their consent is bound by what its own
    text said, and what is paused does not count.
    """
    controller = body["controller"]
    require_controller(controller)
    cursors = _cursors({"ask again at": controller})
    try:
        after = cursors.read(body["cursor"])[0] if "cursor" in body else None
    except NotThisCursor:
        raise _not_this_cursor() from None
    found, last = list_to_ask_again(ListToAskAgain(controller, after, body["limit"]), dependencies().surroundings)
    return {"consents": found, "next_cursor": last and cursors.write([last])}


def _cursors(question: Document) -> SignedCursors:
    return SignedCursors(dependencies().cursor_key, question)


def _place_by_day(day: str, consent_id: str) -> PlaceByDay:
    return PlaceByDay(date.fromisoformat(day), consent_id)


def _not_this_cursor() -> Problem:
    return invalid_request([("/cursor", "Not the next_cursor of this very list.")])
