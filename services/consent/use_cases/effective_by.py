"""From when no gate relies any longer on what was true before a change."""

from services.consent.use_cases.surroundings import Surroundings
from shared.clock import timestamp
from shared.events.envelope import Document


def with_effective_by(answer: Document, surroundings: Surroundings) -> Document:
    """Add the moment to the answer to a committed change.

    A gate relies on its copy of a state only while the copy is younger than the lease; older, it reads the
    state here or denies. So one lease after the commit, and a margin for clocks that differ, is enough. The time
    of the commit is taken after it, and kept, so that a repeated request hears the same moment.
    """
    committed = surroundings.units.first_seen_committed(answer["id"], surroundings.clock())
    return answer | {"effective_by": timestamp(committed + surroundings.lease + surroundings.clock_margin)}
