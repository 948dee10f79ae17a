"""/v1/completeness: how far the log is known complete."""

from flask_smorest import Blueprint

from services.audit.api.context import dependencies
from services.audit.api.documents import completeness_document
from services.audit.api.schemas import CompletenessAnswer
from services.audit.use_cases.report_completeness import report_completeness
from shared.events.envelope import Document
from shared.web.operations import ALWAYS_POSSIBLE, operation

blueprint = Blueprint(
    "completeness", __name__, url_prefix="/v1/completeness", description="Whether anything is missing."
)


@blueprint.get("")
@operation(blueprint, ALWAYS_POSSIBLE)
@blueprint.response(200, CompletenessAnswer)
def report() -> Document:
    """Report how far the log is known complete, per producer and topic."""
    with dependencies().open_log() as log:
        return completeness_document(report_completeness(log))
