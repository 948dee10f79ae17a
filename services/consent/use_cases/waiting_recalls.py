"""Say since when recalls, and objections to be answered, wait, for the process that decides them to measure."""

from collections.abc import Mapping
from itertools import chain

from services.consent.use_cases.recall_ports import Waiting
from services.consent.use_cases.surroundings import Surroundings


def waiting_recalls(surroundings: Surroundings) -> Mapping[str, Waiting]:
    """Return, by controller, since when the oldest undecided withdrawal, open and unanswered recall and objection wait.

    Of a controller with a pack for which nothing waits, that is the present moment.
    """
    with surroundings.units.snapshot() as unit:
        of_recalls = (unit.recalls.undecided_since(), unit.recalls.open_since(), unit.recalls.sent_since())
        since = (*of_recalls, unit.objections.awaiting_since())
    now = surroundings.clock()
    return {
        controller: Waiting(*(one.get(controller, now) for one in since))
        for controller in sorted({*surroundings.packs, *chain(*since)})
    }
