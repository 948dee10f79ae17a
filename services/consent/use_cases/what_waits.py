"""Say since when recalls, and objections to be answered, wait: what is measured."""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from services.consent.use_cases.surroundings import Surroundings


class Waiting(NamedTuple):
    """Since when the oldest waits: a withdrawal to be decided, a recall to be sent and to be answered, an objection."""

    undecided_since: datetime
    open_since: datetime
    sent_since: datetime
    awaiting_since: datetime


def what_waits(surroundings: Surroundings) -> Mapping[str, Waiting]:
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
