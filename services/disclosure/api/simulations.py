"""/v1/disclosure-checks/…: questions that are tried out, each answer marked as a simulation."""

from typing import Any

from flask import Response, jsonify

from services.disclosure.api import examples
from services.disclosure.api.simulation_answer_schemas import (
    ComparisonAnswerSchema,
    SimulatedDecisionSchema,
    WhatMayGoAnswerSchema,
    WhoMayReceiveAnswerSchema,
)
from services.disclosure.api.simulation_requests import compared, tried_out
from services.disclosure.api.simulation_schemas import (
    ComparisonSchema,
    SimulationSchema,
    WhatMayGoSchema,
    WhoMayReceiveSchema,
)
from services.disclosure.domain.check import Check
from services.disclosure.use_cases.list_what_may_go import list_what_may_go
from services.disclosure.use_cases.list_who_may_receive import list_who_may_receive
from services.disclosure.use_cases.premises import Premises
from services.disclosure.use_cases.simulate_check import simulate_check
from shared.events.envelope import Document
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import WITH_BODY, operation
from shared.web.quick_schema import QuickBlueprint

blueprint = QuickBlueprint(
    "simulations", __name__, url_prefix="/v1/disclosure-checks", description="What would be answered."
)


@blueprint.post("/simulations")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(SimulationSchema(), example=examples.SIMULATION)
@blueprint.arguments(IdempotencyHeader(), location="headers")
@blueprint.response(201, SimulatedDecisionSchema)
def simulate(said: Document, headers: dict[str, str]) -> Response:
    """Try out a check: at any moment, with draft consents, objections and delegations, by a draft pack."""
    return _created(tried_out("check", said, headers, simulate_check))


@blueprint.post("/what-may-go")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(WhatMayGoSchema(), example=examples.WHAT_MAY_GO)
@blueprint.arguments(IdempotencyHeader(), location="headers")
@blueprint.response(201, WhatMayGoAnswerSchema)
def what_may_go(said: Document, headers: dict[str, str]) -> Response:
    """Ask what may go to a recipient for a purpose: every category, in every form."""

    def answer(check: Check, premises: Premises) -> Document:
        return list_what_may_go(check, check.items[0], premises)

    return _created(tried_out("what-may-go", said, headers, answer))


@blueprint.post("/who-may-receive")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(WhoMayReceiveSchema(), example=examples.WHO_MAY_RECEIVE)
@blueprint.arguments(IdempotencyHeader(), location="headers")
@blueprint.response(201, WhoMayReceiveAnswerSchema)
def who_may_receive(said: Document, headers: dict[str, str]) -> Response:
    """Ask who may receive an item: every recipient kind, for every purpose."""

    def answer(check: Check, premises: Premises) -> Document:
        return list_who_may_receive(check, said["check"], premises)

    return _created(tried_out("who-may-receive", said, headers, answer))


@blueprint.post("/comparisons")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(ComparisonSchema(), example=examples.COMPARISON)
@blueprint.arguments(IdempotencyHeader(), location="headers")
@blueprint.response(201, ComparisonAnswerSchema)
def compare(said: Document, headers: dict[str, str]) -> Response:
    """Compare recorded decisions with what a draft pack would answer, and list every answer that flips."""
    return _created(compared(said, headers))


def _created(document: Any) -> Response:
    created = jsonify(document)
    created.status_code = 201
    return created
