"""/v1/recalls: which recipients are to be told of withdrawals, which were, and what they answered."""

from uuid import UUID

from services.consent.api import examples
from services.consent.api.callers import reach, recorder, subject_within_reach
from services.consent.api.context import dependencies
from services.consent.api.idempotency import idempotency_key
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
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import OF_ONE_THING, WITH_BODY_OF_ONE_THING, operation
from shared.web.strict_json import StrictBlueprint

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
    asked = SearchRecalls(
        controller=body["controller"],
        reach=reach("view"),
        limit=body["limit"],
        subject=subject_within_reach(body["controller"], body["subject"], "view") if "subject" in body else None,
        status=RecallStatus(body["status"]) if "status" in body else None,
        consent=str(body["consent"]) if "consent" in body else None,
        after=str(body["after"]) if "after" in body else None,
    )
    return search_recalls(asked, dependencies().surroundings)


@blueprint.get("/<uuid:recall_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, RecallAnswer)
def read(recall_id: UUID) -> Document:
    """Read one recall."""
    return read_recall(str(recall_id), reach("view"), dependencies().surroundings)


@blueprint.post("/<uuid:recall_id>/sent")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(RecallSentRequest, example=examples.RECALL_SENT)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(200, RecallAnswer)
def sent(body: Document, headers: Headers, recall_id: UUID) -> Document:
    """Record that the recipient was told."""
    return _step(recall_id, "sent", body, headers)


@blueprint.post("/<uuid:recall_id>/answer")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(RecallAnswerRequest, example=examples.RECALL_ANSWER)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(200, RecallAnswer)
def answer(body: Document, headers: Headers, recall_id: UUID) -> Document:
    """Record who at the recipient answered what."""
    return _step(recall_id, "answered", body, headers)


def _step(recall_id: UUID, step: str, body: Document, headers: Headers) -> Document:
    command = StepRecall(str(recall_id), recorder(), reach("withdraw"), step, **body)
    return step_recall(command, idempotency_key(headers, command), dependencies().surroundings)
