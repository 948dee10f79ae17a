"""/v1/recalls: which recipients are to be told of withdrawals, which were, and what they answered."""

from uuid import UUID

from services.consent.api import examples
from services.consent.api.callers import reach, recorder, spoken_of
from services.consent.api.context import dependencies
from services.consent.api.idempotency import idempotency_key
from services.consent.api.pages import Pages
from services.consent.api.recall_schemas import (
    RecallAnswer,
    RecallAnswerRequest,
    RecallsAnswer,
    RecallSearchRequest,
    RecallSentRequest,
)
from services.consent.domain.recall import RecallStatus
from services.consent.use_cases.search_recalls import SearchRecalls, read_recall, search_recalls
from services.consent.use_cases.step_recall import StepRecall, step_recall
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.operations import OF_ONE_THING, SAYING_ONCE, WITH_BODY_OF_ONE_THING, operation
from shared.web.preconditions import ETAG, ChangeHeader, entity_tag_of, expected_versions
from shared.web.strict_json import StrictBlueprint

_NAMED = ("controller", "status", "consent")
Headers = dict[str, str]

blueprint = StrictBlueprint(
    "recalls", __name__, url_prefix="/v1/recalls", description="Which recipients are told of withdrawals."
)


@blueprint.post("/search")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(RecallSearchRequest, example=examples.RECALLS)
@blueprint.response(200, RecallsAnswer)
def search(body: Document) -> Document:
    """List recalls of a controller, newest first."""
    require_controller(body["controller"])
    subject = spoken_of(body["controller"], body["subject"], "view").subject if "subject" in body else None
    pages = Pages({"list": "recalls", "of": subject and subject.references} | {name: body.get(name) for name in _NAMED})
    place = pages.place(body)
    asked = SearchRecalls(
        controller=body["controller"],
        reach=reach("view"),
        limit=body["limit"],
        subject=subject,
        status=RecallStatus(body["status"]) if "status" in body else None,
        consent=str(body["consent"]) if "consent" in body else None,
        after=place[0] if place else None,
    )
    found, last = search_recalls(asked, dependencies().surroundings)
    return {"recalls": found, "next_cursor": pages.next_cursor(last and [last])}


@blueprint.get("/<uuid:recall_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, RecallAnswer, headers=ETAG)
def read(recall_id: UUID) -> tuple[Document, Headers]:
    """Read one recall."""
    recall = read_recall(str(recall_id), reach("view"), dependencies().surroundings)
    return recall, entity_tag_of(recall)


@blueprint.post("/<uuid:recall_id>/sent")
@operation(blueprint, SAYING_ONCE)
@blueprint.arguments(RecallSentRequest, example=examples.RECALL_SENT)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, RecallAnswer, headers=ETAG)
def sent(body: Document, headers: Headers, recall_id: UUID) -> tuple[Document, Headers]:
    """Record that the recipient was told. The same again changes nothing; something else is refused (409)."""
    return _step(recall_id, "sent", body, headers)


@blueprint.post("/<uuid:recall_id>/answer")
@operation(blueprint, SAYING_ONCE)
@blueprint.arguments(RecallAnswerRequest, example=examples.RECALL_ANSWER)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, RecallAnswer, headers=ETAG)
def answer(body: Document, headers: Headers, recall_id: UUID) -> tuple[Document, Headers]:
    """Record who at the recipient answered what. The same again changes nothing; another answer is refused (409)."""
    return _step(recall_id, "answered", body, headers)


def _step(recall_id: UUID, step: str, body: Document, headers: Headers) -> tuple[Document, Headers]:
    command = StepRecall(
        str(recall_id), recorder(), reach("withdraw"), step, expected=expected_versions(headers), **body
    )
    recall = step_recall(command, idempotency_key(headers, command), dependencies().surroundings)
    return recall, entity_tag_of(recall)
