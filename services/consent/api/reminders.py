"""/v1/consents/expiring and /v1/consents/ask-again: whom to ask for a new consent, before it is too late."""

from datetime import date

from marshmallow import Schema, fields, validate

from services.consent.api import examples
from services.consent.api.answer_schemas import ConsentAnswer
from services.consent.api.context import dependencies
from services.consent.api.pages import Pages, cursor_field, limit_field, next_cursor_field
from services.consent.api.scope_schemas import StrictSchema
from services.consent.use_cases.list_expiring import ListExpiring, list_expiring
from services.consent.use_cases.list_to_ask_again import CAME_OF_AGE, TEXT_CHANGED, ListToAskAgain, list_to_ask_again
from services.consent.use_cases.reminder_ports import PlaceByDay
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.operations import WITH_BODY, operation
from shared.web.schema import word
from shared.web.strict_json import StrictBlueprint

MOST_DAYS = 366

blueprint = StrictBlueprint("reminders", __name__, url_prefix="/v1/consents", description="Whom to ask again.")


class AskAgainRequest(StrictSchema):
    """At which controller."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")
    limit = limit_field()
    cursor = cursor_field()


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
    next_cursor = next_cursor_field()


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
    next_cursor = next_cursor_field()


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
    pages = Pages({"expiring at": controller, "within": within})
    place = pages.place(body)
    after = _place_by_day(*place) if place else None
    question = ListExpiring(controller, within, after, body["limit"])
    found, last = list_expiring(question, dependencies().surroundings)
    return {"consents": found, "next_cursor": pages.next_cursor(last and [last.day.isoformat(), last.consent_id])}


@blueprint.post("/ask-again")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(AskAgainRequest, example=examples.ASK_AGAIN)
@blueprint.response(200, AskAgainPageAnswer)
def ask_again(body: Document) -> Document:
    """List the consents to ask for again, in the order they were recorded, each with the reason.

    `text-changed`: in force, on a text that the controller's pack has replaced; left out are those who have agreed to
    the newest version since, or refused it. `came-of-age`: given by custody and paused, since the person decides; left
    out are those who have said yes or no since, or for whom a representative has. Until a person answers, their consent
    is bound by what its own text said, and what is paused does not count.
    """
    controller = body["controller"]
    require_controller(controller)
    pages = Pages({"ask again at": controller})
    place = pages.place(body)
    asked = ListToAskAgain(controller, place[0] if place else None, body["limit"])
    found, last = list_to_ask_again(asked, dependencies().surroundings)
    return {"consents": found, "next_cursor": pages.next_cursor(last and [last])}


def _place_by_day(day: str, consent_id: str) -> PlaceByDay:
    return PlaceByDay(date.fromisoformat(day), consent_id)
