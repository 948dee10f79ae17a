"""From the body of a request to a simulation's answer: may the caller ask, do the drafts load, are the words known."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from services.disclosure.api.context import dependencies
from services.disclosure.api.request_identity import request_identity
from services.disclosure.api.what_lies_ahead import what_lies_ahead
from services.disclosure.domain.check import Check
from services.disclosure.domain.errors import UnknownWords
from services.disclosure.engine.compile import Policy
from services.disclosure.use_cases.compare_decisions import Page, compare_decisions
from services.disclosure.use_cases.keep_simulation import Simulation, answer_and_keep
from services.disclosure.use_cases.kept_check import about
from services.disclosure.use_cases.ports import Recorded
from services.disclosure.use_cases.premises import Premises, moment_asked_about, premises_of
from services.disclosure.use_cases.understand_simulation import Tried, understand_simulation
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.problems import Problem, invalid_request

Said = Mapping[str, Any]


def tried_out(
    kind: str, said: Said, headers: Mapping[str, str], answer: Callable[[Check, Premises], Document]
) -> Document:
    """Return the answer to a question about one check, kept as a simulation of this kind."""
    gate = dependencies().gate
    controller = said["check"]["controller"]
    policy = _policy(controller, "/check/controller", said.get("draft_pack"))
    ahead = list(what_lies_ahead(said["check"], moment_asked_about(said, gate.clock())))
    if ahead:
        raise invalid_request((f"/check{inside}", detail) for inside, detail in ahead)
    tried = _understood(said, policy)

    def simulation() -> Simulation:
        premises = premises_of(said, tried, policy, gate)
        document = about(tried.document, premises.reference) if premises.reference else tried.document
        question = _kept(kind, {**said, "check": document})
        return Simulation(controller, premises.reference, question, answer(tried.check, premises))

    bodies = ({**said, "check": document} for document in _under_each_key(tried))
    return answer_and_keep(simulation, request_identity(headers, bodies), gate.units, gate.clock)


def compared(said: Said, headers: Mapping[str, str]) -> Document:
    """Return one page of a comparison, kept as a simulation that concerns no one subject."""
    gate = dependencies().gate
    controller = said["controller"]
    policy = _policy(controller, "/controller", said.get("draft_pack"))
    asked = {**said, "after": str(said["after"]) if "after" in said else None}

    def simulation() -> Simulation:
        answer = compare_decisions(_page(said), policy, gate.units)
        return Simulation(controller, None, _kept("comparison", asked), answer)

    return answer_and_keep(simulation, request_identity(headers, [asked]), gate.units, gate.clock)


def _under_each_key(tried: Tried) -> list[Said]:
    if tried.subject is None:
        return [tried.document]
    return [about(tried.document, reference) for reference in tried.subject.references]


def _policy(controller: str, pointer: str, draft: Mapping[str, str] | None) -> Policy:
    known = dependencies()
    if controller not in known.gate.policies:
        raise invalid_request([(pointer, "No policy pack is loaded for this controller.")])
    require_controller(controller)
    return known.gate.policies[controller] if draft is None else known.drafts.policy(controller, draft)


def _understood(said: Said, policy: Policy) -> Tried:
    try:
        return understand_simulation(said, policy, dependencies().identification)
    except UnknownWords as error:
        named = [{"pointer": pointer, "detail": detail} for pointer, detail in error.words]
        raise Problem("invalid-request", "The policy pack does not know these words.", named) from None


def _page(said: Said) -> Page:
    since, until = datetime.fromisoformat(said["since"]), datetime.fromisoformat(said["until"])
    return Page(Recorded(said["controller"], since, until), said.get("after"), said["limit"])


def _kept(kind: str, asked: Said) -> Document:
    """Return the question as its event tells it: of a draft pack the names of its files; the answer has its digest."""
    question = {name: value for name, value in asked.items() if value is not None}
    if "draft_pack" in question:
        question["draft_pack"] = sorted(question["draft_pack"])
    return {"kind": kind, **question}
