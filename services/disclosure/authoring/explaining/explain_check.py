"""Shows how a check was decided: for each item every step, the rules it asked, and what each of them found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from services.disclosure.authoring.explaining.say_steps import STEPS, said_no
from services.disclosure.authoring.explaining.tables import Table, table
from services.disclosure.domain.check import Check, Item
from services.disclosure.domain.decision import item_document
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.find import find
from services.disclosure.engine.finding import Finding, Permission, Refusal
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.survey import survey
from services.disclosure.engine.too_broad import too_broad

_STEP_OF_RULE = {"duty": 3, "consent": 6, "delegation": 6, "basis": 7}
_STEP_OF_REASON: Mapping[str, int] = {
    Reason.RESTRICTED_PROCESSING: 2,
    Reason.MARKETING_OBJECTION: 4,
    Reason.OBJECTION_AWAITING_ANSWER: 7,
    Reason.OBJECTION_UPHELD: 7,
    Reason.CONSENT_STATE_STALE: 6,
    Reason.NOT_NEEDED: 9,
    Reason.REQUEST_TOO_BROAD: 9,
    Reason.REST_WOULD_TELL: 9,
}
ANSWERS = "→"
"""Marks the step that answers."""


def explain_check(check: Check, state: SubjectState | None, policy: Policy, at: datetime) -> list[Table]:
    """Return a table per item, in the order of the steps, its last row the item's outcome; then what would pass."""
    situation = survey(check, state, policy, at)
    found = [find(situation, item) for item in check.items]
    findings, narrower = too_broad(situation, found)
    explained = [_explained(situation, item, finding) for item, finding in zip(check.items, findings, strict=True)]
    return [*explained, _offered(narrower)] if narrower else explained


def step_that_answers(finding: Finding) -> int:
    """Return the number of the step, as the engine's README counts them."""
    if isinstance(finding, Permission):
        return _STEP_OF_RULE[finding.compiled.rule.step]
    if finding.rule is not None:
        return 2
    if finding.reason in _STEP_OF_REASON:
        return _STEP_OF_REASON[finding.reason]
    return 5 if finding.objection is not None else 8


def _explained(situation: Situation, item: Item, finding: Finding) -> Table:
    answering = step_that_answers(finding)
    rows = [
        (f"{ANSWERS} {number}" if number == answering else str(number), *step)
        for number, step in _steps(situation, item, finding)
    ]
    outcome = "permit" if isinstance(finding, Permission) else "deny"
    marks = sorted(mark for mark in (item.course, item.episode, *item.labels) if mark)
    title = f"{' '.join([item.category, *marks])} to {situation.check.recipient.kind} for {situation.check.purpose}"
    return table(title, ("step", "question", "found"), [*rows, ("", outcome, _because(finding))])


def _offered(narrower: Sequence[Item]) -> Table:
    documents = [item_document(item) for item in narrower]
    rows = [(one.pop("category"), ", ".join(f"{name}: {value}" for name, value in one.items())) for one in documents]
    return table("A narrower request that would pass", ("category", "of it"), rows)


def _steps(situation: Situation, item: Item, finding: Finding) -> Iterator[tuple[int, tuple[str, str]]]:
    for number, (question, look) in STEPS.items():
        if _is_asked(number, situation, item, finding):
            yield number, (question, "\n".join(look(situation, item, finding)) or "nothing")
        else:
            yield number, (question, "not asked")


def _is_asked(number: int, situation: Situation, item: Item, finding: Finding) -> bool:
    """A bar and a duty end the matter; after a no only a basis that stands against it could still permit."""
    answering = step_that_answers(finding)
    if number == 8:
        return isinstance(finding, Refusal) and answering >= 8
    ends_it = answering == 3 or (isinstance(finding, Refusal) and finding.rule is not None)
    if ends_it:
        return number <= answering
    return not (number == 6 and said_no(situation, item) is not None)


def _because(finding: Finding) -> str:
    if isinstance(finding, Permission):
        also = f"; so would {', '.join(finding.also)}" if finding.also else ""
        return f"{finding.compiled.rule.id}{also}"
    return ": ".join(part for part in (finding.rule, finding.objection, finding.reason) if part)
