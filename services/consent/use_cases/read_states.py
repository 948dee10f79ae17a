"""Read everything that subjects have agreed to and refused, from the database itself."""

from collections.abc import Sequence

from services.consent.use_cases.documents import state_document
from services.consent.use_cases.present_state import present_states
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def read_states(controller: str, subjects: Sequence[str], surroundings: Surroundings) -> Document:
    """Return each subject's state with every change answered so far; of an unknown one, version 0 and nothing in it."""
    with surroundings.units.snapshot() as unit:
        states = present_states(unit, controller, subjects)
    return {"states": [state_document(state) for state in states]}
