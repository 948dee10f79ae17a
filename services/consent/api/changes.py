"""/v1/changes: the events of consent.changes.v1 for those who do not read Kafka."""

from typing import Any

import orjson
from marshmallow import RAISE, Schema, fields, validate

from services.consent.api.context import dependencies
from services.consent.api.scope_schemas import StrictSchema
from services.consent.domain.change import START, PlaceInOrder
from services.consent.use_cases.read_changes import read_changes
from shared.events.envelope import Document
from shared.web.authentication import wanted_controllers
from shared.web.cursors import NotThisCursor, SignedCursors
from shared.web.operations import WITH_QUERY, operation
from shared.web.problems import invalid_request
from shared.web.schema import word
from shared.web.strict_json import StrictBlueprint

LARGEST_PAGE = 1_000
USUAL_PAGE = 100

blueprint = StrictBlueprint("changes", __name__, url_prefix="/v1/changes", description="What has happened, in order.")


class ChangesQuery(StrictSchema):
    """From where on, how much, and of whom."""

    after = fields.String(
        validate=validate.Length(max=500),
        metadata={"description": "`next` of the page before; left out, from the very first change on."},
    )
    limit = fields.Integer(
        load_default=USUAL_PAGE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Most changes on a page."},
    )
    controller = word("One of the token's controllers; without it, all of them.", example="aleris")


class ChangeAnswer(Schema):
    """An event as Kafka carries it: codes and references, no free text."""

    id = fields.UUID(required=True, metadata={"description": "The same wherever the event is met; drop repeats by it."})
    type = fields.String(required=True, metadata={"example": "ConsentGiven"})
    version = fields.Integer(required=True, metadata={"description": "Of the shape of `data`."})
    occurred_at = fields.String(required=True, metadata={"format": "date-time"})
    controller = fields.String(required=True)
    subject = fields.String(required=True, metadata={"description": "Reference to the subject."})
    data = fields.Dict(required=True)


class ChangesAnswer(Schema):
    """A page of changes."""

    changes = fields.List(fields.Nested(ChangeAnswer), required=True)
    next = fields.String(
        required=True,
        metadata={"description": "`after` of the next page; always there, so that one can go on asking for ever."},
    )
    more = fields.Boolean(required=True, metadata={"description": "Whether there are more changes already."})


@blueprint.get("")
@operation(blueprint, WITH_QUERY)
@blueprint.arguments(ChangesQuery, location="query", unknown=RAISE)
@blueprint.response(200, ChangesAnswer)
def read(query: dict[str, Any]) -> Document:
    """Read what has happened, in an order that passes nothing over.

    A change is shown once nothing that began before it can still be committed, so one that commits late comes later
    and is never skipped; one subject's changes stand in the order of `state_version`. Keep `next` only after what the
    page says is done: whoever fails in between reads it again, and so gets every change at least once. A cursor is
    good for ever, for the same controllers.
    """
    controllers = wanted_controllers(query.get("controller"))
    cursors = SignedCursors(dependencies().cursor_key, {"changes of": controllers})
    page = read_changes(_place(cursors, query.get("after")), controllers, query["limit"], dependencies().surroundings)
    return {
        "changes": [orjson.loads(change.event) for change in page.changes],
        "next": cursors.write([page.reached.transaction, page.reached.sequence]),
        "more": page.more,
    }


def _place(cursors: SignedCursors, after: str | None) -> PlaceInOrder:
    """Refuse a cursor of other controllers: what came earlier at a new one would be passed over without a word."""
    if after is None:
        return START
    try:
        return PlaceInOrder(*cursors.read(after))
    except NotThisCursor:
        raise invalid_request([("/after", "Not the next of this feed with these controllers.")]) from None
