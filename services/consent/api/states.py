"""/v1/states: the strong read."""

from typing import Any

from flask_smorest import Blueprint

from services.consent.api.answer_schemas import StateAnswer
from services.consent.api.context import dependencies, subject_reference
from services.consent.api.documentation import WITH_BODY, operation
from services.consent.api.request_schemas import SubjectRequest
from services.consent.use_cases.read_state import read_state
from shared.web.authentication import require_controller

blueprint = Blueprint("states", __name__, url_prefix="/v1/states", description="What a gate must know of a subject.")


@blueprint.post("/read")
@operation(blueprint, "read", WITH_BODY)
@blueprint.arguments(SubjectRequest)
@blueprint.response(200, StateAnswer)
def read(body: dict[str, Any]) -> dict[str, Any]:
    """Read a subject's whole state from the database itself.

    It holds every change that was answered before the question was put. A subject of whom nothing was recorded has
    version 0.
    """
    require_controller(body["controller"])
    return read_state(body["controller"], subject_reference(body["controller"], body["subject"]), dependencies())
