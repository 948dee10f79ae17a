"""Record that a recall was sent, or what the recipient answered."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.consent.domain.consent import Evidence, Recorder
from services.consent.domain.errors import Fault, RecallNotFound
from services.consent.domain.reach import Reach
from services.consent.domain.recall import Recall, RecallStep
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_moment, refuse
from services.consent.use_cases.describe_recall import recall_answer, step_told
from services.consent.use_cases.expected_version import require_version
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce_unchanged
from services.consent.use_cases.said_again import as_kept, require_the_same
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document

_EVENTS = {"sent": "RecallSent", "answered": "RecallAnswered"}


@dataclass(frozen=True, slots=True)
class StepRecall:
    """Which recall was sent or answered, when (now, if unstated), how, and by whom with what answer."""

    recall_id: str
    recorder: Recorder
    reach: Reach
    step: str
    channel: str
    at: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    answer: str | None = None
    answered_by: str | None = None
    expected: tuple[str, ...] | None = None


def step_recall(command: StepRecall, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the step and announce it; the same once more succeeds and changes nothing, and another is refused."""
    with surroundings.units.change() as unit:
        # Asked before an answer is repeated: a kept answer, too, is only for those who may see the recall.
        recall_for(command.recall_id, command.reach, unit)
        return answer_once(unit, key, lambda: _step(command, unit, surroundings))


def recall_for(recall_id: str, reach: Reach, unit: UnitOfWork) -> Recall:
    found = unit.recalls.find(recall_id, reach)
    if found is None:
        raise RecallNotFound
    return found


def _step(command: StepRecall, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    recall = recall_for(command.recall_id, command.reach, unit)
    unit.versions.lock(recall.controller, recall.subject)
    recall = recall_for(command.recall_id, command.reach, unit)
    require_version(command.expected, recall.version)
    earlier = recall.step(command.step)
    if earlier is not None:
        _require_the_same(command, earlier)
        return recall_answer(recall)
    refuse(_faults(command, recall, surroundings))
    now = surroundings.clock()
    step = RecallStep(
        step=command.step,
        at=min(command.at or now, now),
        channel=command.channel,
        recorded_at=now,
        recorder=command.recorder,
        evidence=command.evidence,
        answer=command.answer,
        answered_by=command.answered_by,
    )
    unit.recalls.add_step(recall.id, step)
    change = Change(_EVENTS[step.step], recall.controller, recall.subject, step_told(recall, step))
    announce_unchanged(unit, change, now)
    return recall_answer(replace(recall, steps=(*recall.steps, step)))


def _require_the_same(command: StepRecall, earlier: RecallStep) -> None:
    require_the_same(
        (as_kept(command.at, earlier.recorded_at), earlier.at),
        (command.channel, earlier.channel),
        (command.evidence, earlier.evidence),
        (command.answer, earlier.answer),
        (command.answered_by, earlier.answered_by),
    )


def _faults(command: StepRecall, recall: Recall, surroundings: Surroundings) -> list[Fault]:
    faults = faults_of_moment("/at", command.at, surroundings)
    if command.at is not None and command.at < recall.opened_at:
        faults.append(Fault("/at", "The recall was opened later than this."))
    return faults
