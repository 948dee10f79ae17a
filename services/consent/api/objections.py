"""/v1/objections: raise, list and lift."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from services.consent.api.answer_schemas import ObjectedAnswer, ObjectionAnswer, ObjectionsAnswer
from services.consent.api.context import idempotency_key, subject_reference, surroundings
from services.consent.api.documentation import WITH_BODY, WITH_BODY_OF_ONE_THING, operation
from services.consent.api.request_schemas import IdempotencyHeader, LiftRequest, RaiseObjectionRequest, SearchRequest
from services.consent.use_cases.lift_objection import LiftObjection, lift_objection
from services.consent.use_cases.raise_objection import RaiseObjection, raise_objection
from services.consent.use_cases.search_objections import search_objections
from shared.web.authentication import current_caller, require_controller

Body = dict[str, Any]
Headers = dict[str, str]

blueprint = Blueprint("objections", __name__, url_prefix="/v1/objections", description="What people have said no to.")


@blueprint.post("")
@operation(blueprint, "object_to", WITH_BODY)
@blueprint.arguments(RaiseObjectionRequest)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(201, ObjectedAnswer)
def object_to(body: Body, headers: Headers) -> Body:
    """Record that somebody said no.

    It stands until it is lifted in so many words: no consent, older or newer, takes it away.
    """
    require_controller(body["controller"])
    subject = subject_reference(body["controller"], body.pop("subject"))
    command = RaiseObjection(subject=subject, client=current_caller().client, **body)
    return raise_objection(command, idempotency_key(headers, command), surroundings())


@blueprint.post("/search")
@operation(blueprint, "search", WITH_BODY)
@blueprint.arguments(SearchRequest)
@blueprint.response(200, ObjectionsAnswer)
def search(body: Body) -> Body:
    """List a subject's objections, lifted ones too, newest first."""
    require_controller(body["controller"])
    subject = subject_reference(body["controller"], body["subject"])
    return search_objections(body["controller"], subject, body["limit"], surroundings())


@blueprint.post("/<uuid:objection_id>/lift")
@operation(blueprint, "lift", WITH_BODY_OF_ONE_THING)
@blueprint.arguments(LiftRequest)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(200, ObjectionAnswer)
def lift(body: Body, headers: Headers, objection_id: UUID) -> Body:
    """Take an objection back. Lifting what is lifted already succeeds and changes nothing."""
    caller = current_caller()
    command = LiftObjection(str(objection_id), caller.client, caller.controllers, **body)
    return lift_objection(command, idempotency_key(headers, command), surroundings())
