"""Read everything one subject has agreed to and refused, from the database itself."""

from services.consent.use_cases.documents import state_document
from services.consent.use_cases.ports import Document, Surroundings
from services.consent.use_cases.record_change import present_state


def read_state(controller: str, subject: str, surroundings: Surroundings) -> Document:
    """Return the state with every change answered so far; of an unknown subject, version 0 with nothing in it."""
    with surroundings.database.snapshot() as work:
        return state_document(present_state(work, controller, subject))
