"""A question as somebody would send it who pastes what `would_permit_if` or `narrower_request` says, in JSON."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.disclosure.api.simulation_schemas import SimulationSchema
from services.disclosure.authoring.cases.case_schema import CASE_SCHEMAS
from services.disclosure.domain.check import Check, Item, check_from
from services.disclosure.domain.decision import Outcome, item_document
from services.disclosure.engine.decide import decide
from services.disclosure.use_cases.given_state import given_state
from tests.oracle.worlds import World

Way = Mapping[str, Any]

_IN_CHECK = ("attestation", "channel")


def passes_as_pasted(world: World, item: Item, way: Way) -> bool:
    """Whether the item passes when each part of the way stands where it belongs, and nothing is put differently."""
    items = way.get("narrower", [item_document(replace(item, form=way.get("form", item.form)))])
    check = {**_document(world.check), "items": items, **{name: way[name] for name in _IN_CHECK if name in way}}
    check["facts"] = {**world.check.facts, **way.get("fact", {})}
    given = {f"{name}s": [way[name]] for name in ("consent", "delegation") if name in way}
    return _is_permitted(world, check, given)


def passes_as_sent(world: World, items: tuple[Item, ...]) -> bool:
    """Whether all of these items pass in one request."""
    return _is_permitted(world, {**_document(world.check), "items": [item_document(one) for one in items]}, {})


def _is_permitted(world: World, check: Way, given: Way) -> bool:
    body = json.loads(json.dumps({"check": check, "given": given}))
    said = SimulationSchema().load({**body, "on_file": "without", "at": world.at.isoformat()})
    _refuse_what_no_case_says(world, body)
    more, state = given_state(said["given"]), world.state
    if state is not None:
        consents, delegations = (*state.consents, *more.consents), (*state.delegations, *more.delegations)
        state = replace(state, consents=consents, delegations=delegations)
    return decide(check_from(said["check"]), state, world.policy, world.at).outcome == Outcome.PERMIT


def _refuse_what_no_case_says(world: World, body: Way) -> None:
    case = {"case": "A paste", "on": world.at.isoformat(), "expect": {"outcome": "permit"}, **body}
    assert CASE_SCHEMAS["check"]().validate(case) == {}


def _document(check: Check) -> dict[str, Any]:
    recipient = {"kind": check.recipient.kind, "id": check.recipient.id, "country": check.recipient.country}
    said = {
        "controller": check.controller,
        "recipient": {name: value for name, value in recipient.items() if value is not None},
        "purpose": check.purpose,
        "facts": dict(check.facts),
        "channel": check.channel,
        "subject_role": check.subject_role,
        "subject_born": check.subject_born.isoformat() if check.subject_born else None,
        **_attestation(check),
    }
    return {name: value for name, value in said.items() if value is not None}


def _attestation(check: Check) -> dict[str, Any]:
    """One without its author or profession counts for nothing, and cannot be sent."""
    said = check.attestation
    if said is None or said.by is None or said.profession is None or said.at is None:
        return {}
    at = said.at.isoformat()
    return {"attestation": {"by": said.by, "profession": said.profession, "at": at, "necessary": said.necessary}}
