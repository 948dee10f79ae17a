"""/v1/disclosure-checks: ask, ask many at once, and read an answer back."""

from typing import Any
from uuid import UUID

from flask import Response, jsonify, url_for
from flask_smorest import Blueprint

from services.disclosure.api.context import dependencies
from services.disclosure.api.requests import answer
from services.disclosure.api.schemas import BatchSchema, CheckSchema, DecisionSchema, DecisionsSchema, IdempotencySchema
from services.disclosure.use_cases.read_decision import read_decision
from shared.web.authentication import current_caller

blueprint = Blueprint("disclosure-checks", __name__, url_prefix="/v1/disclosure-checks")


@blueprint.post("")
@blueprint.arguments(CheckSchema())
@blueprint.arguments(IdempotencySchema(), location="headers")
@blueprint.response(201, DecisionSchema)
@blueprint.alt_response(422, description="The check uses words that the controller's pack does not know.")
def create_disclosure_check(document: dict[str, Any], headers: dict[str, str]) -> Response:
    """Ask whether data may be disclosed."""
    [decision] = answer([document], "", headers)
    created = _created(decision)
    created.location = url_for("disclosure-checks.read_disclosure_check", decision_id=decision["id"])
    return created


@blueprint.post("/batch")
@blueprint.arguments(BatchSchema())
@blueprint.arguments(IdempotencySchema(), location="headers")
@blueprint.response(201, DecisionsSchema)
@blueprint.alt_response(422, description="Some check uses words that its controller's pack does not know.")
def create_disclosure_checks(document: dict[str, Any], headers: dict[str, str]) -> Response:
    """Ask about up to 1,000 disclosures, answered in one durable write."""
    return _created({"decisions": answer(document["checks"], "/checks/{}", headers)})


@blueprint.get("/<uuid:decision_id>")
@blueprint.response(200, DecisionSchema)
@blueprint.alt_response(404, description="No such decision, or not of the caller's controllers.")
def read_disclosure_check(decision_id: UUID) -> Response:
    """Read a decision back."""
    return jsonify(read_decision(decision_id, current_caller().controllers, dependencies().gate.units))


def _created(document: dict[str, Any]) -> Response:
    # The document was made from typed values; sending it through the schema once more would cost more
    # than deciding. A test holds every answer against the schema instead.
    created = jsonify(document)
    created.status_code = 201
    return created
