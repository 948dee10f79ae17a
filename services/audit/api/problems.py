"""What the use cases' errors look like over HTTP."""

from services.audit.domain.errors import EntryNotFound
from shared.web.problems import ErrorTable, Problem

PROBLEMS: ErrorTable = {
    EntryNotFound: lambda _: Problem("not-found", "There is no entry with this id that the access token may see."),
}
