"""How long data are kept: the longest of the lines that speak of them, and longer while something holds them back."""

from dataclasses import dataclass
from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.conditions import is_met
from shared.policy_packs.lines import RetentionLine
from shared.policy_packs.spans import after


@dataclass(frozen=True, slots=True)
class Keeping:
    """Whether data are kept on a day, until which first day not, and the line that keeps them longest.

    `until` is None while something holds them, and where no line speaks or no date is stated.
    """

    kept: bool
    until: date | None = None
    line: str | None = None


def keeping_of(role: str, category: str, stated: Circumstances, policy: Policy) -> Keeping:
    """Answer for a category of a subject in a role; nobody having stated a date, nothing says that they may be kept."""
    lines = [line for line in policy.pack.retention if _speaks_of(line, role, category, stated)]
    holding = next((line for line in lines if any(stated.facts.get(fact) is True for fact in line.holds)), None)
    if holding is not None:
        return Keeping(kept=True, line=holding.id)
    ends = [(until, line.id) for line in lines if (until := _until(line, stated)) is not None]
    if not ends:
        return Keeping(kept=False)
    until, line = max(ends)
    return Keeping(stated.day < until, until, line)


def _speaks_of(line: RetentionLine, role: str, category: str, stated: Circumstances) -> bool:
    about = role in line.subject_roles and category in line.categories
    return about and all(is_met(one, stated, Item(category)) for one in line.when)


def _until(line: RetentionLine, stated: Circumstances) -> date | None:
    days = ((stated.facts.get(keeping.fact), keeping.span) for keeping in line.keep)
    return max((after(date.fromisoformat(day), span) for day, span in days if isinstance(day, str)), default=None)
