"""From the body of a request to its answers: may the caller ask, are the words known, then answer."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, request

from services.disclosure.api.context import dependencies
from services.disclosure.domain.errors import UnknownWords
from services.disclosure.use_cases.answer_checks import CheckRequest, Question, answer_checks
from services.disclosure.use_cases.understand_check import understand_check
from shared.events.envelope import Document, encode_json
from shared.metrics import CONSENT_STATE_READS, DECISIONS
from shared.policy_packs.validity import copenhagen_date
from shared.web.authentication import current_caller, require_controller
from shared.web.problems import Problem

Documents = Sequence[Mapping[str, Any]]


def answer(documents: Documents, pointer: str, headers: Mapping[str, str]) -> list[Document]:
    """Return the decisions, in order; `pointer` says where in the body a document stands."""
    # A controller that nobody has is an unknown word and named as such below.
    for controller in {document["controller"] for document in documents} & dependencies().gate.policies.keys():
        require_controller(controller)
    decisions = answer_checks(_request(documents, pointer, headers), dependencies().gate)
    for decision in decisions:
        DECISIONS.labels(decision["controller"], decision["outcome"]).inc()
        CONSENT_STATE_READS.labels(decision["consent_state_source"]).inc()
    return decisions


def _request(documents: Documents, pointer: str, headers: Mapping[str, str]) -> CheckRequest:
    questions = _questions(documents, pointer)
    key = headers.get("key")
    return CheckRequest(
        questions=questions,
        client=current_caller().client,
        request_id=g.request_id,
        traceparent=g.traceparent,
        idempotency_key=key,
        digest=_digest(questions) if key else None,
    )


def _digest(questions: Sequence[Question]) -> bytes:
    # Taken over references: a digest of the body itself could be searched for the CPR number in it.
    asked = encode_json([request.path, [question.asked for question in questions]])
    return hashlib.sha256(asked).digest()


def _questions(documents: Documents, pointer: str) -> list[Question]:
    known = dependencies()
    today = copenhagen_date(known.gate.clock())
    questions: list[Question] = []
    errors: list[dict[str, str]] = []
    for place, document in enumerate(documents):
        try:
            questions.append(understand_check(document, known.gate.policies, known.identification, today))
        except UnknownWords as error:
            prefix = pointer.format(place)
            errors += [{"pointer": prefix + word, "detail": detail} for word, detail in error.words]
    if errors:
        raise Problem("invalid-request", "The policy pack does not know these words, so nothing was decided.", errors)
    return questions
