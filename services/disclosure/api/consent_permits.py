"""/v1/consent-permits: to whom data were let go because of one consent."""

from services.disclosure.api import examples
from services.disclosure.api.consent_permit_schemas import ConsentPermitsSchema, PermitsQuestionSchema
from services.disclosure.api.context import dependencies
from services.disclosure.domain.read_subject_state import part_from
from services.disclosure.use_cases.list_consent_permits import PermitsQuestion, list_consent_permits
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.operations import WITH_BODY, operation
from shared.web.strict_json import StrictBlueprint

blueprint = StrictBlueprint(
    "consent-permits",
    __name__,
    url_prefix="/v1/consent-permits",
    description="To whom data were let go because of a consent.",
)


@blueprint.post("/search")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(PermitsQuestionSchema, example=examples.PERMITS)
@blueprint.response(200, ConsentPermitsSchema)
def search(body: Document) -> Document:
    """List the recipients of permits that relied on a consent: which data, what for, from when until when.

    The consent service asks this before a withdrawal, to tell the person, and afterwards, to tell the recipients.
    """
    require_controller(body["controller"])
    part = part_from(body.get("part", {}))
    question = PermitsQuestion(body["controller"], body["subject"], str(body["consent"]), part)
    return list_consent_permits(question, dependencies().gate)
