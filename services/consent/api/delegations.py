"""/v1/delegations: ask or give, list, accept, decline and end."""

from uuid import UUID

from services.consent.api import examples
from services.consent.api.callers import born, own_reach, reach, recorder, spoken_of
from services.consent.api.context import dependencies
from services.consent.api.delegation_schemas import (
    DelegationAnswer,
    DelegationsAnswer,
    DelegationStepRequest,
    EndDelegationRequest,
    EndedDelegationAnswer,
    RequestDelegationRequest,
)
from services.consent.api.idempotency import idempotency_key
from services.consent.api.own_word import refuse_what_is_not_its_own_word
from services.consent.api.request_schemas import AsOf, SearchAtRequest
from services.consent.api.subject_lists import page_of_subject
from services.consent.api.with_tuples import with_tuples
from services.consent.domain.delegation import Mandate
from services.consent.domain.scope import Recipient
from services.consent.use_cases.read_delegation import read_delegation
from services.consent.use_cases.request_delegation import RequestDelegation, request_delegation
from services.consent.use_cases.search_delegations import search_delegations
from services.consent.use_cases.step_delegation import StepDelegation, step_delegation
from shared.events.envelope import Document
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import (
    CHANGING_ONE_THING,
    SAYING_ONCE,
    WITH_BODY_OF_ONE_THING,
    WITH_QUERY_OF_ONE_THING,
    operation,
)
from shared.web.preconditions import ETAG, ChangeHeader, entity_tag_of, expected_versions
from shared.web.strict_json import StrictBlueprint

Headers = dict[str, str]

blueprint = StrictBlueprint(
    "delegations", __name__, url_prefix="/v1/delegations", description="Who acts for whom, and who was let in."
)


@blueprint.post("")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(RequestDelegationRequest, example=examples.DELEGATION)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(201, DelegationAnswer)
def request(body: Document, headers: Headers) -> Document:
    """Record that somebody asks to act for a subject or, `accepted`, that the subject or the law lets them."""
    controller, accepted = body.pop("controller"), body.pop("accepted")
    spoken = spoken_of(controller, body.pop("subject"), "view")
    delegate = _delegate(controller, body.pop("delegate"))
    mandate = Mandate(**with_tuples(body) | {"powers": tuple(body["powers"]), "delegate": delegate})
    command = RequestDelegation(controller, spoken.subject, recorder(), mandate, accepted, spoken.born)
    return request_delegation(command, idempotency_key(headers, command), dependencies().surroundings)


def _delegate(controller: str, said: Document) -> Recipient:
    """Return the delegate; a number goes no further than here."""
    cpr = said.pop("cpr", None)
    named = {"id": dependencies().subject_keys.references_of_cpr(controller, cpr)[0]} if cpr else {}
    return Recipient(**said | named)


@blueprint.post("/search")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(SearchAtRequest, example=examples.LIST_AS_OF)
@blueprint.response(200, DelegationsAnswer)
def search(body: Document) -> Document:
    """List a subject's delegations, those that are over too, newest first."""
    return page_of_subject("delegations", body, search_delegations)


@blueprint.get("/<uuid:delegation_id>")
@operation(blueprint, WITH_QUERY_OF_ONE_THING)
@blueprint.arguments(AsOf, location="query")
@blueprint.response(200, DelegationAnswer, headers=ETAG)
def read(asked: Document, delegation_id: UUID) -> tuple[Document, Headers]:
    """Read a delegation, one that is over too, and how it stands now or, as far as is known, at another moment."""
    delegation = read_delegation(str(delegation_id), reach("view"), asked.get("as_of"), dependencies().surroundings)
    return delegation, entity_tag_of(delegation)


@blueprint.post("/<uuid:delegation_id>/acceptance")
@operation(blueprint, SAYING_ONCE)
@blueprint.arguments(DelegationStepRequest, example=examples.STEP)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, DelegationAnswer, headers=ETAG)
def accept(body: Document, headers: Headers, delegation_id: UUID) -> tuple[Document, Headers]:
    """Accept what was asked for. From now on the gate may rely on it.

    The same once more changes nothing; an acceptance that says something else is refused (409).
    """
    return _take("accepted", body, headers, delegation_id)


@blueprint.post("/<uuid:delegation_id>/refusal")
@operation(blueprint, SAYING_ONCE)
@blueprint.arguments(DelegationStepRequest, example=examples.STEP)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, DelegationAnswer, headers=ETAG)
def decline(body: Document, headers: Headers, delegation_id: UUID) -> tuple[Document, Headers]:
    """Decline what was asked for. The same once more changes nothing; something else is refused (409)."""
    return _take("declined", body, headers, delegation_id)


@blueprint.post("/<uuid:delegation_id>/end")
@operation(blueprint, CHANGING_ONE_THING)
@blueprint.arguments(EndDelegationRequest, example=examples.END)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, EndedDelegationAnswer, headers=ETAG)
def end(body: Document, headers: Headers, delegation_id: UUID) -> tuple[Document, Headers]:
    """End a delegation. Ending what has ended already succeeds and changes nothing, whatever it says.

    The first end stands: from that on the delegation counts for nothing. A person who signed in ends what lets
    somebody act for them and does not rest on the law, on an authority or, while they are a child, on custody.
    """
    refuse_what_is_not_its_own_word(body)
    return _take("ended", body, headers, delegation_id)


def _take(step: str, body: Document, headers: Headers, delegation_id: UUID) -> tuple[Document, Headers]:
    said = with_tuples(body)
    command = StepDelegation(
        str(delegation_id), recorder(), own_reach(), step, born=born(), expected=expected_versions(headers), **said
    )
    delegation = step_delegation(command, idempotency_key(headers, command), dependencies().surroundings)
    return delegation, entity_tag_of(delegation)
