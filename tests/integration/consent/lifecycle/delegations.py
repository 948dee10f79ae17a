"""How a delegation stands at any moment: told again from the rules, sharing no code."""

from dataclasses import dataclass
from datetime import date, datetime

from tests.integration.consent.lifecycle.days import DECIDES_FROM, day_of


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
