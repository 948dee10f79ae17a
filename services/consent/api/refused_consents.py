"""/v1/consents/refused: record that somebody was asked for a consent and said no."""

from services.consent.api import examples
from services.consent.api.callers import recorder, spoken_of
from services.consent.api.consents import LOCATION, Headers
from services.consent.api.context import dependencies
from services.consent.api.idempotency import idempotency_key
from services.consent.api.own_word import refuse_what_is_not_its_own_word, with_own_word
from services.consent.api.refused_schemas import RefuseConsentRequest, RefusedAnswer
from services.consent.domain.refused_consent import Asked
from services.consent.use_cases.act_for import Said, about_scope
from services.consent.use_cases.refuse_consent import RefuseConsent, refuse_consent
from shared.events.envelope import Document
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import WITH_BODY_OF_ONE_THING, operation
from shared.web.strict_json import StrictBlueprint

blueprint = StrictBlueprint("refused", __name__, url_prefix="/v1/consents", description="What people did not agree to.")


@blueprint.post("/refused")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(RefuseConsentRequest, example=examples.REFUSED_CONSENT)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(201, RefusedAnswer, headers=LOCATION)
def record(body: Document, headers: Headers) -> tuple[Document, Headers]:
    """Record that somebody was asked for a consent and said no.

    It is read, listed and searched among consents, with the status `refused`, and never counts as one. It stops
    nothing that needs no consent: for that, raise an objection. A consent given later may name it in `follows`.
    """
    refuse_what_is_not_its_own_word(body)
    controller = body.pop("controller")
    said = Said(body["refused_by"], "/refused_by", about_scope(body["scope"], body.get("course")))
    spoken = spoken_of(controller, body.pop("subject"), "give", said)
    asked = Asked(**with_own_word(body, "refused_by", spoken))
    command = RefuseConsent(controller, spoken.subject, recorder(), asked, spoken.reach)
    refused = refuse_consent(command, idempotency_key(headers, command), dependencies().surroundings)
    return refused, {"Location": f"/v1/consents/{refused['id']}"}
