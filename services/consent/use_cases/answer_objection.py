"""Answer an objection that somebody raised on grounds of their own situation (article 21(1) GDPR)."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.consent.domain.consent import Recorder
from services.consent.domain.errors import Fault
from services.consent.domain.objection import ANSWERABLE, Answer, Objection
from services.consent.domain.reach import Reach
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_moment, refuse
from services.consent.use_cases.describe_objection import answered_document, objection_answer
from services.consent.use_cases.expected_version import require_version
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.lift_objection import objection_for
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.said_again import as_kept, require_the_same
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class AnswerObjection:
    """Which objection is answered, how and on what grounds, and when (now, if unstated)."""

    objection_id: str
    recorder: Recorder
    reach: Reach
    answer: str
    grounds: str
    at: datetime | None = None
    expected: tuple[str, ...] | None = None


def answer_objection(command: AnswerObjection, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the answer and announce it; one objection gets one, which may be said again and not otherwise."""
    with surroundings.units.change() as unit:
        # Asked before an answer is repeated: a kept answer, too, is only for those who may see the objection.
        objection_for(command.reach, command.objection_id, unit)
        return answer_once(unit, key, lambda: _answer(command, unit, surroundings))


def _answer(command: AnswerObjection, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    objection = objection_for(command.reach, command.objection_id, unit)
    unit.versions.lock(objection.controller, objection.subject)
    objection = objection_for(command.reach, command.objection_id, unit)
    require_version(command.expected, objection.version)
    pack = surroundings.packs.get(objection.controller)
    if objection.answer is not None:
        _require_the_same(command, objection.answer)
        return objection_answer(objection, surroundings.clock(), pack)
    refuse(_faults(command, objection, surroundings))
    recorded = next_version(unit, objection.controller, objection.subject, command.recorder, surroundings)
    answer = Answer(not_later_than(command.at, recorded), command.answer, command.grounds, recorded)
    unit.objections.add_answer(objection.id, answer)
    change = Change("ObjectionAnswered", objection.controller, objection.subject, answered_document(objection, answer))
    announce(unit, change, recorded)
    return objection_answer(replace(objection, answer=answer), recorded.at, pack)


def _require_the_same(command: AnswerObjection, given: Answer) -> None:
    require_the_same(
        (as_kept(command.at, given.recorded.at), given.at),
        (command.answer, given.answer),
        (command.grounds, given.grounds),
    )


def _faults(command: AnswerObjection, objection: Objection, surroundings: Surroundings) -> list[Fault]:
    faults = faults_of_moment("/at", command.at, surroundings)
    if command.at is not None and command.at < objection.raised_at:
        faults.append(Fault("/at", "The objection was raised later than this."))
    if objection.kind != ANSWERABLE:
        faults.append(Fault("/answer", "Only an objection on grounds of one's own situation is weighed and answered."))
    elif objection.lift is not None:
        faults.append(Fault("/answer", "The objection has been lifted."))
    return faults
