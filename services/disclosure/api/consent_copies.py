"""/v1/consent-copies: how far the gate's copy of consent state has come."""

from services.disclosure.api import examples
from services.disclosure.api.context import dependencies
from services.disclosure.api.schemas import CopiedVersionSchema, CopyQuestionSchema
from services.disclosure.use_cases.read_copied_version import read_copied_version
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.operations import WITH_BODY, operation
from shared.web.strict_json import StrictBlueprint

blueprint = StrictBlueprint(
    "consent-copies",
    __name__,
    url_prefix="/v1/consent-copies",
    description="How far the copy of consent state has come.",
)


@blueprint.post("/read-version")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(CopyQuestionSchema, example=examples.COPY)
@blueprint.response(200, CopiedVersionSchema)
def read_version(body: Document) -> Document:
    """Read which version of a subject's state this gate holds.

    No check is permitted any more on an older one. The consent service asks this after a withdrawal.
    """
    require_controller(body["controller"])
    return {"version": read_copied_version(body["controller"], body["subject"], dependencies().gate.units)}
