"""How an objection stands at any moment: told again from the rules, sharing no code."""

from dataclasses import dataclass
from datetime import datetime

from tests.integration.consent.lifecycle.days import DECIDES_FROM, day_of


@dataclass
class Objection:
    """A no of some kind, raised with some authority."""

    raised_at: datetime
    authority: str
    kind: str
    answered: tuple[datetime, str] | None = None
    lifted_at: datetime | None = None

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

    def answer_to_answer(self, answer: str) -> int:
        """Return the status that an answer is answered with; what was answered so already is answered so."""
        if self.answered is not None:
            return 200 if self.answered[1] == answer else 409
        return 200 if self.awaits_an_answer() else 422

    def answer_to_lift(self, at: datetime, by: str, *, birthday_known: bool) -> int:
        """Return the status that a lift is answered with; whoever lifts what is lifted finds it done.

        A child does not lift what custody raised, and custody lifts nothing but for who is known not to decide.
        """
        decides = day_of(at) >= DECIDES_FROM
        is_theirs = birthday_known and not decides if by == "custody" else self.authority == "self" or decides
        if self.lifted_at is not None:
            return 200
        return 200 if is_theirs else 422

    def held_by(self, at: datetime) -> str:
        """Return whose it is: what was raised by custody is the person's own once they decide."""
        return "self" if day_of(at) >= DECIDES_FROM else self.authority
