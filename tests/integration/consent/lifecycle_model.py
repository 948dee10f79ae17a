"""What a person has said, and how each of it stands at any moment: told again from the rules, sharing no code.

Every person in it is born on BORN and decides from DECIDES_FROM on. Days are Danish ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

BORN = date(2011, 5, 1)
DECIDES_FROM = date(2026, 5, 1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NONE, A_MOMENT = timedelta(), timedelta(seconds=1)

INSURERS = ("insurer-a", "insurer-b")
CATEGORIES = ("dx", "notes")
CELLS = frozenset((insurer, category) for insurer in INSURERS for category in CATEGORIES)
"""What every consent is given for; a withdrawal takes some of these pairs out."""

PURPOSES = ("insurance-payment", "second-opinion", "claims")
"""One that lapses after a year, one that lasts as long as a course, one that holds until it is withdrawn."""


def day_of(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def who_decides(at: datetime) -> str:
    return "self" if day_of(at) >= DECIDES_FROM else "custody"


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


@dataclass
class Objection:
    """A no of some kind, raised with some authority."""

    raised_at: datetime
    authority: str
    kind: str
    answered: tuple[datetime, str] | None = None
    lifted_at: datetime | None = None
    lifted_by: str | None = None

    def status(self, at: datetime) -> str:
        if at < self.raised_at:
            return "not-yet-raised"
        if self.lifted_at is not None and self.lifted_at <= at:
            return "lifted"
        if self.kind != "particular-situation":
            return "in-force"
        return self.answered[1] if self.answered is not None and self.answered[0] <= at else "awaiting-answer"

    def awaits_an_answer(self) -> bool:
        return self.kind == "particular-situation" and self.answered is None and self.lifted_at is None

    def answer_to_lift(self, at: datetime, by: str, *, birthday_known: bool) -> int:
        """Return the status that a lift is answered with; the same lift once more changes nothing.

        A child does not lift what custody raised, and custody lifts nothing but for who is known not to decide.
        """
        decides = day_of(at) >= DECIDES_FROM
        is_theirs = birthday_known and not decides if by == "custody" else self.authority == "self" or decides
        if self.lifted_at is not None:
            return 200 if by == self.lifted_by else 409
        return 200 if is_theirs else 422

    def held_by(self, at: datetime) -> str:
        """Return whose it is: what was raised by custody is the person's own once they decide."""
        return "self" if day_of(at) >= DECIDES_FROM else self.authority


@dataclass
class Delegation:
    """Somebody who may act for the person between two days; `steps` are when it was accepted, declined and ended."""

    kind: str
    requested_at: datetime
    begins: date
    ends: date | None
    steps: dict[str, datetime]

    def status(self, at: datetime) -> str:
        def was(step: str) -> bool:
            return step in self.steps and self.steps[step] <= at

        if was("ended") or was("declined"):
            return "ended" if was("ended") else "declined"
        if not was("accepted"):
            return "requested" if self.requested_at <= at else "not-yet-requested"
        if day_of(at) < self.begins:
            return "not-yet-begun"
        over = day_of(at) >= (self.ends or date.max) or (self.kind == "custody" and day_of(at) >= DECIDES_FROM)
        return "expired" if over else "in-force"

    def answer_to(self, step: str, at: datetime) -> int:
        """Return the status that a step is answered with: what was taken before succeeds and changes nothing."""
        if step in self.steps:
            return 200
        if step == "ended":
            return 200 if "accepted" in self.steps else 422
        too_late = step == "accepted" and self.kind == "custody" and day_of(at) >= DECIDES_FROM
        return 422 if too_late or self.steps.keys() & {"accepted", "declined"} else 200


@dataclass
class Person:
    """Everything said by or for one person, by the ids that the service has given it."""

    consents: dict[str, Consent] = field(default_factory=dict)
    objections: dict[str, Objection] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    version: int = 0

    @property
    def birthday_known(self) -> bool:
        """Whether anything was decided by custody: of anybody else no birthday is kept."""
        given = any(one.authority == "custody" for one in self.consents.values() if not one.refused)
        raised = any(one.authority == "custody" for one in self.objections.values())
        return given or raised or any(one.kind == "custody" for one in self.delegations.values())

    def may_object(self, objection: Objection) -> bool:
        return objection.authority == "self" or day_of(objection.raised_at) < DECIDES_FROM

    def standings(self, at: datetime) -> dict[str, dict[str, tuple[str, str | None]]]:
        """Return how each thing stands at a moment and, of an objection, whose it is."""
        return {
            "consents": {id_: (one.status(at), None) for id_, one in self.consents.items()},
            "objections": {id_: (one.status(at), one.held_by(at)) for id_, one in self.objections.items()},
            "delegations": {id_: (one.status(at), None) for id_, one in self.delegations.items()},
        }

    def moments_of_change(self) -> list[datetime]:
        """Return moments at which something begins to stand otherwise, and those just before, in no order of time."""
        given = [consent.given_at for consent in self.consents.values()]
        taken = [one.at for consent in self.consents.values() for one in consent.taken_back]
        raised = [objection.raised_at for objection in self.objections.values()]
        lapsing = [one.until for one in self.consents.values() if one.until < date.max]
        days = [DECIDES_FROM, *(one.ends for one in self.delegations.values() if one.ends), *lapsing]
        begun = [datetime.combine(day, time(), COPENHAGEN) for day in days]
        mixed = [moment for four in zip_longest(begun, taken, given, raised) for moment in four if moment]
        return [moment - before for moment in mixed for before in (NONE, A_MOMENT)]

    def agrees_with_state(self, state: Mapping[str, Any]) -> bool:
        """Return whether what the gate is told is what was said: each withdrawal, lift and answer, and who may see."""
        given = {id_: len(one.taken_back) for id_, one in self.consents.items() if not one.refused}
        lifted = {id_: one.lifted_at is not None for id_, one in self.objections.items()}
        seeing = {id_: "ended" in one.steps for id_, one in self.delegations.items() if "accepted" in one.steps}
        return (
            state["version"] == self.version
            and {one["id"]: len(one["withdrawals"]) for one in state["consents"]} == given
            and {one["id"]: "lifted_at" in one for one in state["objections"]} == lifted
            and {one["id"]: "ended_at" in one for one in state["delegations"]} == seeing
        )
