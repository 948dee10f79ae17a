"""Signed receipts, for machines and to be printed, and the keys to check them with."""

from uuid import UUID

from flask import Response, jsonify

from services.consent.api.callers import reach
from services.consent.api.context import dependencies
from services.consent.api.receipt_answer import JOSE, receipt_answer
from services.consent.use_cases.receipts.read_receipt import (
    read_receipt_of_consent,
    read_receipt_of_objection,
    read_receipt_of_withdrawal,
)
from shared.web.operations import OF_ONE_THING, operation
from shared.web.strict_json import StrictBlueprint

JWK_SET = "application/jwk-set+json"
SIGNED = {
    "type": "string",
    "description": "A compact JWS of a JSON-LD document in terms of the Data Privacy Vocabulary.",
}
PAGE = {"type": "string", "description": "The same as a page to be printed, in Danish or English by Accept-Language."}
KEYS = {
    "type": "object",
    "properties": {"keys": {"type": "array", "items": {"type": "object"}}},
    "required": ["keys"],
}

blueprint = StrictBlueprint(
    "receipts", __name__, url_prefix="/v1", description="Signed receipts.", template_folder="templates"
)


@blueprint.get("/consents/<uuid:consent_id>/receipt")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, SIGNED, content_type=JOSE)
@blueprint.response(200, PAGE, content_type="text/html")
def of_grant(consent_id: UUID) -> Response:
    """Get the receipt of a consent that was given, or of one that was refused.

    It says what was recorded at that time, whatever has been withdrawn since. Asked again it is the same, byte by
    byte, as long as key and names in the policy pack are.
    """
    known = dependencies()
    receipt = read_receipt_of_consent(str(consent_id), reach("view"), known.surroundings, known.receipt_keys)
    return receipt_answer(receipt)


@blueprint.get("/consents/<uuid:consent_id>/withdrawals/<uuid:withdrawal_id>/receipt")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, SIGNED, content_type=JOSE)
@blueprint.response(200, PAGE, content_type="text/html")
def of_withdrawal(consent_id: UUID, withdrawal_id: UUID) -> Response:
    """Get the receipt of a withdrawal, of the whole consent or of a part."""
    known = dependencies()
    receipt = read_receipt_of_withdrawal(
        str(consent_id), str(withdrawal_id), reach("view"), known.surroundings, known.receipt_keys
    )
    return receipt_answer(receipt)


@blueprint.get("/objections/<uuid:objection_id>/receipt")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, SIGNED, content_type=JOSE)
@blueprint.response(200, PAGE, content_type="text/html")
def of_objection(objection_id: UUID) -> Response:
    """Get the receipt of a refusal or of another objection."""
    known = dependencies()
    receipt = read_receipt_of_objection(str(objection_id), reach("view"), known.surroundings, known.receipt_keys)
    return receipt_answer(receipt)


@blueprint.get("/receipt-keys")
@operation(blueprint, ())
@blueprint.doc(security=[])
@blueprint.response(200, KEYS, content_type=JWK_SET)
def keys() -> Response:
    """Get the public keys of receipts, older ones too: a JWK set, for anybody who has a receipt to check."""
    answer = jsonify(dependencies().receipt_keys.public())
    answer.mimetype = JWK_SET
    return answer
