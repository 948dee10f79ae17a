"""/v1/objections: raise, list, answer and lift."""

from uuid import UUID

from services.consent.api import examples
from services.consent.api.answer_schemas import ObjectedAnswer, ObjectionAnswer, ObjectionsAnswer
from services.consent.api.callers import born, reach, recorder, spoken_of
from services.consent.api.context import dependencies
from services.consent.api.idempotency import idempotency_key
from services.consent.api.objection_schemas import ObjectionSearchRequest
from services.consent.api.objections_awaiting import page_of_awaiting
from services.consent.api.own_word import refuse_what_is_not_its_own_word, with_own_word
from services.consent.api.request_schemas import (
    AnswerRequest,
    AsOf,
    LiftRequest,
    RaiseObjectionRequest,
)
from services.consent.api.subject_lists import page_of_subject
from services.consent.api.with_tuples import with_tuples
from services.consent.use_cases.act_for import About, Said
from services.consent.use_cases.answer_objection import AnswerObjection, answer_objection
from services.consent.use_cases.lift_objection import LiftObjection, lift_objection
from services.consent.use_cases.raise_objection import RaiseObjection, raise_objection
from services.consent.use_cases.read_objection import read_objection
from services.consent.use_cases.search_objections import search_objections
from shared.events.envelope import Document
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import (
    SAYING_ONCE,
    WITH_BODY_OF_ONE_THING,
    WITH_QUERY_OF_ONE_THING,
    operation,
)
from shared.web.preconditions import ETAG, ChangeHeader, entity_tag_of, expected_versions
from shared.web.strict_json import StrictBlueprint

Headers = dict[str, str]

blueprint = StrictBlueprint(
    "objections", __name__, url_prefix="/v1/objections", description="What people have said no to."
)


@blueprint.post("")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(RaiseObjectionRequest, example=examples.OBJECTION)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(201, ObjectedAnswer)
def object_to(body: Document, headers: Headers) -> Document:
    """Record that somebody said no.

    It stands until it is lifted in so many words: no consent, older or newer, takes it away.
    """
    refuse_what_is_not_its_own_word(body)
    said = Said(body.get("raised_by"), "/raised_by", About(body["part"], "/part"))
    spoken = spoken_of(body["controller"], body.pop("subject"), "withdraw", said)
    body = with_own_word(body, "raised_by", spoken)
    command = RaiseObjection(subject=spoken.subject, recorder=recorder(), born=spoken.born, reach=spoken.reach, **body)
    return raise_objection(command, idempotency_key(headers, command), dependencies().surroundings)


@blueprint.post("/search")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(ObjectionSearchRequest, example=examples.LIST_AS_OF)
@blueprint.response(200, ObjectionsAnswer)
def search(body: Document) -> Document:
    """List a subject's objections, lifted ones too, newest first; or all that await an answer, the oldest first.

    Of everybody's only staff may ask, with `status` in the place of a subject: objections on grounds of people's own
    situation, which suspend what they reach until they are answered.
    """
    if "subject" in body:
        return page_of_subject("objections", body, search_objections)
    return page_of_awaiting(body)


@blueprint.get("/<uuid:objection_id>")
@operation(blueprint, WITH_QUERY_OF_ONE_THING)
@blueprint.arguments(AsOf, location="query")
@blueprint.response(200, ObjectionAnswer, headers=ETAG)
def read(asked: Document, objection_id: UUID) -> tuple[Document, Headers]:
    """Read an objection, a lifted one too, and how it stands now or, as far as is known, at another moment."""
    objection = read_objection(str(objection_id), reach("view"), asked.get("as_of"), dependencies().surroundings)
    return objection, entity_tag_of(objection)


@blueprint.post("/<uuid:objection_id>/answer")
@operation(blueprint, SAYING_ONCE)
@blueprint.arguments(AnswerRequest, example=examples.ANSWER_TO_OBJECTION)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, ObjectionAnswer, headers=ETAG)
def answer(body: Document, headers: Headers, objection_id: UUID) -> tuple[Document, Headers]:
    """Answer an objection on grounds of somebody's own situation, which suspends what it reaches until then."""
    command = AnswerObjection(
        str(objection_id), recorder(), reach("withdraw"), expected=expected_versions(headers), **body
    )
    objection = answer_objection(command, idempotency_key(headers, command), dependencies().surroundings)
    return objection, entity_tag_of(objection)


@blueprint.post("/<uuid:objection_id>/lift")
@operation(blueprint, SAYING_ONCE)
@blueprint.arguments(LiftRequest, example=examples.LIFT)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, ObjectionAnswer, headers=ETAG)
def lift(body: Document, headers: Headers, objection_id: UUID) -> tuple[Document, Headers]:
    """Take an objection back. What is lifted already stays as it is, whoever lifted it.

    Only a speaker who says something else than they did before is refused (409).
    Answered at once: a gate that has not heard of it yet lets too little pass, and never too much.
    """
    refuse_what_is_not_its_own_word(body)
    reached, said = reach("withdraw"), with_tuples(body)
    command = LiftObjection(
        str(objection_id), recorder(), reached, born=born(), expected=expected_versions(headers), **said
    )
    objection = lift_objection(command, idempotency_key(headers, command), dependencies().surroundings)
    return objection, entity_tag_of(objection)
