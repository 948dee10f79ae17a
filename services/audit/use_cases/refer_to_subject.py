"""Find the references under which a person can be in the log."""

from collections.abc import Iterable

from services.audit.use_cases.ports import SubjectReferences

CPR = "cpr"


def references_of_cpr(cpr: str, controllers: Iterable[str], references: SubjectReferences) -> tuple[str, ...]:
    """Return the person's reference at each controller; each has its own, so that they cannot be joined."""
    return tuple(references.reference(controller, CPR, cpr) for controller in controllers)
