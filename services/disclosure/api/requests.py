"""From the body of a request to its answers: may the caller ask, are the words known, then answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.disclosure.api.context import dependencies
from services.disclosure.api.request_identity import request_identity
from services.disclosure.api.what_lies_ahead import what_lies_ahead
from services.disclosure.domain.errors import UnknownWords
from services.disclosure.use_cases.answer_checks import CheckRequest, Question, answer_checks
from services.disclosure.use_cases.understand_check import understand_check
from shared.events.envelope import Document
from shared.metrics import CONSENT_STATE_READS, DECISIONS
from shared.policy_packs.validity import copenhagen_date
from shared.web.authentication import require_controller
from shared.web.problems import Problem, invalid_request

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
    keys = max(len(question.subject.references) for question in questions)
    asked = ([question.asked_under(place) for question in questions] for place in range(keys))
    return CheckRequest(questions, request_identity(headers, asked))


def _refuse_what_lies_ahead(documents: Documents, pointer: str, now: datetime) -> None:
    ahead = [
        (pointer.format(place) + inside, detail)
        for place, document in enumerate(documents)
        for inside, detail in what_lies_ahead(document, now)
    ]
    if ahead:
        raise invalid_request(ahead)


def _questions(documents: Documents, pointer: str) -> list[Question]:
    known = dependencies()
    now = known.gate.clock()
    _refuse_what_lies_ahead(documents, pointer, now)
    today = copenhagen_date(now)
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
