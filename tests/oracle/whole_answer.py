"""The oracle's answer to a whole check: what is too broad, what has to be done, and until when it holds."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.disclosure.domain.check import Check, Item
from services.disclosure.domain.subject_state import SubjectState
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import ObligationTemplate
from tests.oracle.answer import Verdict, verdict
from tests.oracle.naive_dates import danish_midnight, end_of_span, next_day
from tests.oracle.narrower import largest_parts
from tests.oracle.noes import channel_duties, noes
from tests.oracle.question import Question
from tests.oracle.requirements import met

Due = tuple[str, str | None, date | None, bool]
"""What is to be done, for whom, until when, and whether before the data leave."""


@dataclass(frozen=True)
class Answer:
    outcome: str
    verdicts: tuple[Verdict, ...]
    obligations: frozenset[Due]
    act_before: datetime
    narrower: frozenset[Item]
    judged_as: str | None


def answer(pack: Pack, check: Check, state: SubjectState | None, at: datetime) -> Answer:
    asked = [Question(pack, check, state, at, item) for item in check.items]
    verdicts = [verdict(one) for one in asked]
    narrower: frozenset[Item] = frozenset()
    if check.recipient.kind in asked[0].purpose.refuse_too_broad and not all(one.permitted for one in verdicts):
        kept_back = [one.item for one, found in zip(asked, verdicts, strict=True) if not found.permitted]
        guarded = [label for item in kept_back for label in item.labels if label not in pack.descriptive_labels]
        tells = check.recipient.kind in asked[0].purpose.nothing_narrower and bool(guarded)
        if not tells:
            narrower = frozenset(part for one in asked for part in largest_parts(one))
        verdicts = [_too_broad(one, "rest-would-tell" if tells else "request-too-broad") for one in verdicts]
        if narrower == {one.item for one, found in zip(asked, verdicts, strict=True) if found.permitted}:
            narrower = frozenset()
    permitted = [one.permitted for one in verdicts]
    return Answer(
        "permit" if all(permitted) else "partial" if any(permitted) else "deny",
        tuple(verdicts),
        frozenset(due for one, found in zip(asked, verdicts, strict=True) for due in _dues(one, found)),
        _act_before(asked, permitted),
        narrower,
        asked[0].role if asked[0].role != asked[0].named_role else None,
    )


def _too_broad(found: Verdict, reason: str) -> Verdict:
    if found.ground is None or found.ground.step == "duty":
        return found
    return Verdict(False, reason=reason, law=found.ground.law)


def _dues(asked: Question, found: Verdict) -> list[Due]:
    if found.ground is None:
        return []
    objected = bool(noes(asked, "refusal", "lookup-refusal", "particular-situation"))
    dues = [
        _due(one, asked)
        for one in found.ground.obligations
        if (objected or not one.only_over_objection)
        and not (one.unless and all(met(requirement, asked) for requirement in one.unless))
    ]
    return dues + [_due(one, asked) for bar in channel_duties(asked) for one in bar.obligations]


def _due(template: ObligationTemplate, asked: Question) -> Due:
    deadline = None if template.deadline is None else end_of_span(asked.day, template.deadline)
    return template.kind, template.to, deadline, asked.pack.obligations[template.kind].before


def _act_before(asked: list[Question], permitted: list[bool]) -> datetime:
    """Not long after the decision, and never on a Danish day on which something would not pass any more."""
    at, day = asked[0].at, asked[0].day
    usual = at + timedelta(minutes=asked[0].pack.act_within_minutes)
    while danish_midnight(next_day(day)) < usual:
        day = next_day(day)
        later = [replace(one, at=danish_midnight(day)) for one, passes in zip(asked, permitted, strict=True) if passes]
        if not all(verdict(one).permitted for one in later):
            return danish_midnight(day)
    return usual
