"""/v1/states: the strong read."""

from services.consent.api import examples
from services.consent.api.answer_schemas import StatesAnswer
from services.consent.api.context import dependencies
from services.consent.api.request_schemas import StatesRequest
from services.consent.use_cases.read_states import read_states
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.operations import WITH_BODY, operation
from shared.web.strict_json import StrictBlueprint

blueprint = StrictBlueprint(
    "states", __name__, url_prefix="/v1/states", description="What a gate must know of a subject."
)


@blueprint.post("/read")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(StatesRequest, example=examples.STATES)
@blueprint.response(200, StatesAnswer)
def read(body: Document) -> Document:
    """Read the whole state of up to 1,000 subjects from the database itself.

    It holds every change that was answered before the question was put. A subject of whom nothing was recorded has
    version 0. Each subject asked for is answered once. A reference with version 0 may belong to somebody who is on
    record under another one, unless all that the person has under `reference_keys` were asked for. With `as_of` the
    states are as they were recorded by then, with the version they had; `reference_keys` are always those of now.
    """
    controller = body["controller"]
    require_controller(controller)
    subjects = [dependencies().subject_keys.named(controller, subject) for subject in body["subjects"]]
    return read_states(controller, subjects, body.get("as_of"), dependencies().surroundings)
