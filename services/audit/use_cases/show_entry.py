"""Show one entry."""

from services.audit.domain.entry import EntryWithEvent
from services.audit.domain.errors import EntryNotFound
from services.audit.use_cases.ports import Log


def show_entry(entry_id: str, controllers: frozenset[str], log: Log) -> EntryWithEvent:
    """Return an entry of one of these controllers; that another controller has it is not to be learnt here."""
    found = log.find(entry_id, controllers)
    if found is None:
        raise EntryNotFound
    return found
