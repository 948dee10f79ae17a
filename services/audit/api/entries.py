"""/v1/entries: search the log and show one entry."""

from uuid import UUID

from services.audit.api import examples
from services.audit.api.context import dependencies
from services.audit.api.cursors import Cursors
from services.audit.api.documents import entry_document, entry_with_event_document
from services.audit.api.entry_filters import entry_filter
from services.audit.api.schemas import EntryPageAnswer, EntrySearchRequest, EntryWithEventAnswer
from services.audit.use_cases.search_entries import SearchEntries, search_entries
from services.audit.use_cases.show_entry import show_entry
from shared.events.envelope import Document
from shared.web.authentication import current_caller, wanted_controllers
from shared.web.operations import OF_ONE_THING, WITH_BODY, operation
from shared.web.strict_json import StrictBlueprint

blueprint = StrictBlueprint("entries", __name__, url_prefix="/v1/entries", description="The log, line by line.")


@blueprint.post("/search")
@operation(blueprint, WITH_BODY)
@blueprint.arguments(EntrySearchRequest, required=False, example=examples.SEARCH)
@blueprint.response(200, EntryPageAnswer)
def search(body: Document) -> Document:
    """Search entries, newest first.

    Entries that arrive while pages are read neither repeat nor hide any other.
    """
    limit, cursor = body.pop("limit"), body.pop("cursor", None)
    controllers = tuple(wanted_controllers(body.pop("controller", None)))
    cursors = Cursors(dependencies().cursor_key, {**body, "controllers": controllers})
    wanted = entry_filter(body, controllers, dependencies().subject_keys)
    with dependencies().open_log() as log:
        page = search_entries(SearchEntries(wanted, cursors.read(cursor), limit), log)
    documents = [entry_document(entry) for entry in page.entries]
    return {"entries": documents, "next_cursor": cursors.write(page.next_after)}


@blueprint.get("/<uuid:entry_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, EntryWithEventAnswer)
def show(entry_id: UUID) -> Document:
    """Show one entry with its event."""
    with dependencies().open_log() as log:
        return entry_with_event_document(show_entry(str(entry_id), current_caller().controllers, log))
