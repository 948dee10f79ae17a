"""/v1/consents/{id}/withdrawals/preview: what a withdrawal would lead to."""

from uuid import UUID

from services.consent.api import examples
from services.consent.api.context import dependencies
from services.consent.api.request_schemas import WithdrawRequest
from services.consent.api.withdrawal_preview_schemas import WithdrawalPreviewAnswer
from services.consent.api.withdrawals import withdrawal_asked_for
from services.consent.use_cases.preview_withdrawal import preview_withdrawal
from shared.events.envelope import Document
from shared.web.operations import WITH_BODY_OF_ONE_THING, operation
from shared.web.strict_json import StrictBlueprint

blueprint = StrictBlueprint(
    "withdrawal-previews", __name__, url_prefix="/v1/consents", description="What a withdrawal would lead to."
)


@blueprint.post("/<uuid:consent_id>/withdrawals/preview")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(WithdrawRequest, example=examples.WITHDRAWAL)
@blueprint.response(200, WithdrawalPreviewAnswer)
def preview(body: Document, consent_id: UUID) -> Document:
    """Say what a withdrawal with the same body would lead to; nothing is recorded.

    What stops, what goes on without consent and by which law, what has gone to whom already, and what the controller
    announces. When the gate does not say what has gone, that is unknown, and the rest is answered all the same.
    """
    return preview_withdrawal(withdrawal_asked_for(consent_id, body), dependencies().surroundings)
