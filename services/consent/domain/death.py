"""That a subject has died, as it was recorded, and whether it was found not to be so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.consent.domain.consent import Evidence, Recorded


@dataclass(frozen=True, slots=True)
class Death:
    """A record of a death; it stands until it is retracted, because it was recorded of the wrong person or day."""

    id: str
    controller: str
    subject: str
    died_on: date
    recorded: Recorded
    evidence: tuple[Evidence, ...] = ()
    retracted: Recorded | None = None

    @property
    def version(self) -> int:
        return 1 if self.retracted is None else 2


def standing_death(deaths: Iterable[Death]) -> Death | None:
    """Return the one record that is not retracted, if there is any."""
    return next((one for one in deaths if one.retracted is None), None)
