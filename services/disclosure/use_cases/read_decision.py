"""Read a decision back."""

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from services.disclosure.domain.errors import DecisionNotFound
from services.disclosure.use_cases.ports import Units


def read_decision(decision_id: UUID, controllers: AbstractSet[str], units: Units) -> dict[str, Any]:
    """Return a decision of one of these controllers.

    Another controller's decision is not found, exactly like one that does not exist.
    """
    with units.begin() as unit:
        decision = unit.decisions.find(decision_id)
    if decision is None or decision["controller"] not in controllers:
        raise DecisionNotFound
    return decision
