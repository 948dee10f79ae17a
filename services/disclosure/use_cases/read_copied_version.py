"""Say how far the gate's copy of a subject's state has come."""

from services.disclosure.use_cases.ports import Units


def read_copied_version(controller: str, reference: str, units: Units) -> int:
    """Return the version that the projector has committed, 0 if none.

    Every decision that relies on an older one has been committed by then, and none will be: decisions lock what they
    rely on against the projector, and start anew when they find something newer than what they were told.
    """
    with units.begin() as unit:
        return unit.consent_copies.version(controller, reference)
