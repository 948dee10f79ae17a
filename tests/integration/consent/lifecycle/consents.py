"""How a consent stands at any moment: told again from the rules, sharing no code."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.integration.consent.lifecycle.days import DECIDES_FROM, day_of, who_decides

INSURERS = ("insurer-a", "insurer-b")
CATEGORIES = ("dx", "notes")
CELLS = frozenset((insurer, category) for insurer in INSURERS for category in CATEGORIES)
"""What every consent is given for; a withdrawal takes some of these pairs out."""

PURPOSES = ("insurance-payment", "second-opinion", "claims")
"""One that lapses after a year, one that lasts as long as a course, one that holds until it is withdrawn."""


def a_year_after(day: date) -> date:
    last_of_february = {"day": 28} if (day.month, day.day) == (2, 29) else {}
    return day.replace(year=day.year + 1, **last_of_february)


@dataclass(frozen=True)
class TakenBack:
    """Some of a consent's pairs, taken back in one of three ways."""

    at: datetime
    how: str
    cells: frozenset[tuple[str, str]]


@dataclass
class Consent:
    """A consent given at a moment with some authority; `refused` ones were asked for and not given."""

    given_at: datetime
    authority: str
    purpose: str
    stated_end: date | None = None
    taken_back: list[TakenBack] = field(default_factory=list)
    refused: bool = False

    def status(self, at: datetime) -> str:
        """Return how it stands: what was decided about it first, then what time has done to it."""
        if self.refused:
            return "refused"
        if at < self.given_at:
            return "not-yet-given"
        so_far = [one for one in self.taken_back if one.at <= at]
        if frozenset().union(*(one.cells for one in so_far)) == CELLS:
            return self._over(so_far)
        if day_of(at) >= self.until:
            return "expired"
        if self.authority == "custody" and day_of(at) >= DECIDES_FROM:
            return "paused"
        return "partly-withdrawn" if so_far else "in-force"

    def may_be_given(self) -> bool:
        """Return whether whoever gives it may: the person who decides, a holder of custody before that."""
        return self.authority == who_decides(self.given_at)

    def answer_to(self, withdrawal: TakenBack, by: str) -> int:
        """Return the status that a withdrawal is answered with; nothing can be taken back of what was not given."""
        if by == "custody":
            is_theirs = self.authority == "custody"
        else:
            is_theirs = self.authority == "self" or day_of(withdrawal.at) >= DECIDES_FROM
        return 201 if is_theirs and withdrawal.at >= self.given_at and not self.refused else 422

    def is_said_already(self, withdrawal: TakenBack) -> bool:
        """Return whether a withdrawal would change nothing: it is all taken back, and not in a way that says less."""
        earlier = [one for one in self.taken_back if one.cells & withdrawal.cells]
        if not withdrawal.cells <= frozenset().union(*(one.cells for one in earlier)):
            return False
        return withdrawal.how in ("withdrawn", earlier[-1].how)

    def take_back(self, withdrawal: TakenBack) -> None:
        """What was never valid was not so from the beginning."""
        since = self.given_at if withdrawal.how == "invalidated" else withdrawal.at
        self.taken_back.append(TakenBack(since, withdrawal.how, withdrawal.cells))

    @property
    def until(self) -> date:
        """Return the first day on which it no longer counts, if only time goes by."""
        lapses = a_year_after(day_of(self.given_at)) if self.purpose == "insurance-payment" else date.max
        return min(lapses, self.stated_end or date.max)

    def _over(self, taken_back: list[TakenBack]) -> str:
        """Return how the last that was left of it ended; what was said later of what is over changes nothing."""
        left = CELLS
        for one in sorted(taken_back, key=lambda one: one.at):
            left = left - one.cells
            if not left:
                return one.how
        raise AssertionError("Something is left of it.")
