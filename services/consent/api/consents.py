"""/v1/consents: give, read, list and withdraw."""

from uuid import UUID

from services.consent.api import examples
from services.consent.api.answer_schemas import ConsentAnswer, HistoryAnswer, WithdrawnAnswer
from services.consent.api.callers import reach, recorder, spoken_of
from services.consent.api.context import dependencies
from services.consent.api.idempotency import idempotency_key
from services.consent.api.own_word import refuse_what_is_not_its_own_word, with_own_word
from services.consent.api.refused_schemas import ConsentsAnswer, GivenOrRefusedAnswer
from services.consent.api.request_schemas import AsOf, GiveConsentRequest, SearchAtRequest, WithdrawRequest
from services.consent.api.subject_lists import page_of_subject
from services.consent.api.withdrawals import withdrawal_asked_for
from services.consent.domain.consent import Grant
from services.consent.use_cases.act_for import Said, about_scope
from services.consent.use_cases.give_consent import GiveConsent, give_consent
from services.consent.use_cases.read_consent import read_consent
from services.consent.use_cases.read_consent_history import read_consent_history
from services.consent.use_cases.search_consents import search_consents
from services.consent.use_cases.withdraw_consent import withdraw_consent
from shared.events.envelope import Document
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import CHANGING_ONE_THING, OF_ONE_THING, WITH_BODY_OF_ONE_THING, operation
from shared.web.preconditions import ETAG, ChangeHeader, entity_tag, expected_versions
from shared.web.strict_json import StrictBlueprint

Headers = dict[str, str]

blueprint = StrictBlueprint("consents", __name__, url_prefix="/v1/consents", description="What people have agreed to.")

LOCATION = {"Location": {"description": "Where the consent is read.", "schema": {"type": "string"}}}


@blueprint.post("")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(GiveConsentRequest, example=examples.CONSENT)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(201, ConsentAnswer, headers=LOCATION)
def give(body: Document, headers: Headers) -> tuple[Document, Headers]:
    """Record a consent that somebody gave.

    Its class (treatment, other, until withdrawn) follows from its purposes; how long it lives is computed from the
    class, the day it was given and the end it states.
    """
    refuse_what_is_not_its_own_word(body)
    controller = body.pop("controller")
    said = Said(body["given_by"], "/given_by", about_scope(body["scope"], body.get("course")))
    spoken = spoken_of(controller, body.pop("subject"), "give", said)
    grant = Grant(**with_own_word(body, "given_by", spoken))
    command = GiveConsent(controller, spoken.subject, recorder(), grant, spoken.born, spoken.reach)
    consent = give_consent(command, idempotency_key(headers, command), dependencies().surroundings)
    return consent, {"Location": f"/v1/consents/{consent['id']}"}


@blueprint.get("/<uuid:consent_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.arguments(AsOf, location="query")
@blueprint.response(200, GivenOrRefusedAnswer, headers=ETAG)
def read(asked: Document, consent_id: UUID) -> tuple[Document, Headers]:
    """Read a consent, a refused one too, and how it stands now or, as far as is known, at another moment."""
    consent = read_consent(str(consent_id), reach("view"), asked.get("as_of"), dependencies().surroundings)
    return consent, entity_tag(consent["version"])


@blueprint.get("/<uuid:consent_id>/history")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, HistoryAnswer)
def history(consent_id: UUID) -> Document:
    """Read every version of a consent, with who recorded it and when."""
    return read_consent_history(str(consent_id), reach("view"), dependencies().surroundings)


@blueprint.post("/search")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(SearchAtRequest, example=examples.LIST_AS_OF)
@blueprint.response(200, ConsentsAnswer)
def search(body: Document) -> Document:
    """List a subject's consents, refused ones among them, newest first."""
    return page_of_subject("consents", body, search_consents)


@blueprint.post("/<uuid:consent_id>/withdrawals")
@operation(blueprint, CHANGING_ONE_THING)
@blueprint.arguments(WithdrawRequest, example=examples.WITHDRAWAL)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(201, WithdrawnAnswer)
def withdraw(body: Document, headers: Headers, consent_id: UUID) -> Document:
    """Withdraw a consent, the whole or a part.

    Never refused because the consent has lapsed or its course has ended; withdrawing what is withdrawn already
    succeeds and answers with the earlier withdrawal. What is left keeps its dates. Only whoever sends If-Match is
    refused a withdrawal of what has changed since.
    """
    command = withdrawal_asked_for(consent_id, body, expected_versions(headers))
    return withdraw_consent(command, idempotency_key(headers, command), dependencies().surroundings)
