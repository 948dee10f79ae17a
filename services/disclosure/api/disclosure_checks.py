"""/v1/disclosure-checks: ask, ask many at once, and read an answer back."""

from uuid import UUID

from flask import Response, jsonify, request

from services.disclosure.api import examples
from services.disclosure.api.context import dependencies
from services.disclosure.api.requests import answer
from services.disclosure.api.schemas import BatchSchema, CheckSchema, DecisionSchema, DecisionsSchema
from services.disclosure.use_cases.read_decision import read_decision
from shared.events.envelope import Document
from shared.web.authentication import current_caller
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import OF_ONE_THING, WITH_BODY, operation
from shared.web.quick_schema import QuickBlueprint

blueprint = QuickBlueprint(
    "disclosure-checks", __name__, url_prefix="/v1/disclosure-checks", description="May this be disclosed?"
)


@blueprint.post("")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(CheckSchema(), example=examples.CHECK)
@blueprint.arguments(IdempotencyHeader(), location="headers")
@blueprint.response(201, DecisionSchema)
def ask(document: Document, headers: dict[str, str]) -> Response:
    """Ask whether data may be disclosed.

    Words that the controller's policy pack does not know are named, and then nothing is decided.
    """
    [decision] = answer([document], "", headers)
    created = _created(decision)
    created.location = f"{request.path}/{decision['id']}"
    return created


@blueprint.post("/batch")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(BatchSchema(), example=examples.BATCH)
@blueprint.arguments(IdempotencyHeader(), location="headers")
@blueprint.response(201, DecisionsSchema)
def ask_many(document: Document, headers: dict[str, str]) -> Response:
    """Ask about up to 1,000 disclosures, answered in one durable write."""
    return _created({"decisions": answer(document["checks"], "/checks/{}", headers)})


@blueprint.get("/<uuid:decision_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, DecisionSchema)
def read(decision_id: UUID) -> Response:
    """Read a decision back."""
    return jsonify(read_decision(decision_id, current_caller().controllers, dependencies().gate.units))


def _created(document: Document) -> Response:
    # The document was made from typed values; sending it through the schema once more would cost more
    # than deciding. A test holds every answer against the schema instead.
    created = jsonify(document)
    created.status_code = 201
    return created
