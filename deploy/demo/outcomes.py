"""What came of the checks, by recipient and reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

_OUTCOMES = ("permit", "partial", "deny")


@dataclass
class Outcomes:
    """Counts of answers, and the ids of the decisions."""

    by_recipient: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    decision_ids: set[str] = field(default_factory=set)

    def add(self, check: dict[str, Any], decision: dict[str, Any]) -> None:
        """Count one answer; a reason is counted for each item it withheld."""
        recipient = check["recipient"]["kind"]
        self.decision_ids.add(decision["id"])
        self.by_recipient[recipient, decision["outcome"]] += 1
        for item in decision["items"]:
            if reason := item.get("reason"):
                self.reasons[recipient, reason] += 1

    def table(self) -> Table:
        """Lay the counts out, one line per recipient."""
        table = Table("recipient", title="Outcomes by recipient", title_justify="left", header_style="bold")
        for outcome in _OUTCOMES:
            table.add_column(outcome, justify="right")
        table.add_column("items withheld, by reason")
        for recipient in sorted({recipient for recipient, _ in self.by_recipient}):
            table.add_row(recipient, *self._counts(recipient), ", ".join(self._reasons(recipient)))
        table.add_row("all", *self._totals(), "", style="bold")
        return table

    def _counts(self, recipient: str) -> Iterable[str]:
        return (str(self.by_recipient[recipient, outcome] or "") for outcome in _OUTCOMES)

    def _reasons(self, recipient: str) -> Iterable[str]:
        return (f"{reason} {count}" for (whose, reason), count in self.reasons.most_common() if whose == recipient)

    def _totals(self) -> Iterable[str]:
        for outcome in _OUTCOMES:
            yield str(sum(count for (_, what), count in self.by_recipient.items() if what == outcome))
