"""Say since when recalls wait, for the process that decides them to measure."""

from collections.abc import Mapping

from services.consent.use_cases.recall_ports import Waiting
from services.consent.use_cases.surroundings import Surroundings


def waiting_recalls(surroundings: Surroundings) -> Mapping[str, Waiting]:
    """Return, by controller, since when the oldest undecided withdrawal and the oldest open recall wait.

    Of a controller with a pack for which nothing waits, that is the present moment.
    """
    with surroundings.units.snapshot() as unit:
        undecided, opened = unit.recalls.undecided_since(), unit.recalls.open_since()
    now = surroundings.clock()
    return {
        controller: Waiting(undecided.get(controller, now), opened.get(controller, now))
        for controller in sorted({*surroundings.packs, *undecided, *opened})
    }
