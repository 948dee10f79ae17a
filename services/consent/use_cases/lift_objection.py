"""Record that somebody took an objection back, in so many words."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from services.consent.domain.authority_rules import Speaker, faults_of_lifter, faults_of_name
from services.consent.domain.consent import Evidence, Giver, Recorder
from services.consent.domain.errors import Fault, ObjectionNotFound
from services.consent.domain.objection import Lift, Objection
from services.consent.domain.reach import Reach
from services.consent.use_cases.act_for import About, Said, as_spoken
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_moment, pack_of, refuse
from services.consent.use_cases.describe_objection import lifted_document, objection_answer
from services.consent.use_cases.expected_version import require_version
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.refuse_for_the_dead import faults_of_saying_for_the_dead
from services.consent.use_cases.said_again import as_kept, require_the_same
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.validity import copenhagen_date


@dataclass(frozen=True, slots=True)
class LiftObjection:
    """Which objection is taken back, when that was said (now, if unstated), and how.

    `lifted_by` is whose word it is, where that is said; `born` the subject's birthday, where it is known.
    """

    objection_id: str
    recorder: Recorder
    reach: Reach
    channel: str
    at: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    lifted_by: Giver | None = None
    born: date | None = None
    expected: tuple[str, ...] | None = None


def lift_objection(command: LiftObjection, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the lift and announce it; what is lifted already stays as it is, whoever lifted it.

    Only a speaker who says something else than they did before is refused.
    """
    with surroundings.units.change() as unit:
        # Asked before an answer is repeated: a kept answer, too, is only for those who may see the objection.
        objection_for(command.reach, command.objection_id, unit)
        return answer_once(unit, key, lambda: _lift(command, unit, surroundings))


def _lift(command: LiftObjection, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    objection = _lock(command, unit)
    require_version(command.expected, objection.version)
    said = Said(command.lifted_by, "/lifted_by", About(objection.part, "/part"), command.born)
    said = as_spoken(unit, command.reach, objection.controller, objection.subject, said)
    command = replace(command, lifted_by=said.by, born=said.born)
    refuse(_faults(command, objection, unit, surroundings))
    pack = surroundings.packs.get(objection.controller)
    if objection.lift is not None:
        _require_no_other_word(command, objection.lift)
        return objection_answer(objection, surroundings.clock(), pack)
    recorded = next_version(unit, objection.controller, objection.subject, command.recorder, surroundings)
    lift = Lift(not_later_than(command.at, recorded), command.channel, recorded, command.evidence, command.lifted_by)
    unit.objections.add_lift(objection.id, lift)
    change = Change("ObjectionLifted", objection.controller, objection.subject, lifted_document(objection, lift))
    announce(unit, change, recorded)
    return objection_answer(replace(objection, lift=lift), recorded.at, pack)


def _require_no_other_word(command: LiftObjection, lift: Lift) -> None:
    if command.lifted_by not in (None, lift.lifted_by):
        return
    # Who signed in has chosen no channel: what staff recorded for them elsewhere is not contradicted by a screen.
    chosen = command.channel if command.reach.subjects is None else lift.channel
    require_the_same(
        (as_kept(command.at, lift.recorded.at), lift.at),
        (chosen, lift.channel),
        (command.evidence, lift.evidence),
    )


def _lock(command: LiftObjection, unit: UnitOfWork) -> Objection:
    """Return the objection as it is once no other writer can change it."""
    objection = objection_for(command.reach, command.objection_id, unit)
    unit.versions.lock(objection.controller, objection.subject)
    return objection_for(command.reach, command.objection_id, unit)


def objection_for(reach: Reach, objection_id: str, unit: UnitOfWork) -> Objection:
    """Return an objection within reach; of any other, it is as if there were none."""
    objection = unit.objections.find(objection_id, reach)
    if objection is None:
        raise ObjectionNotFound
    return objection


def _faults(command: LiftObjection, objection: Objection, unit: UnitOfWork, surroundings: Surroundings) -> list[Fault]:
    faults = faults_of_moment("/at", command.at, surroundings)
    if command.at is not None and command.at < objection.raised_at:
        faults.append(Fault("/at", "The objection was raised later than this."))
    if objection.lift is None:
        day = copenhagen_date(command.at or surroundings.clock())
        speaker = Speaker(command.lifted_by, day, command.born or objection.subject_born)
        faults += faults_of_name(command.lifted_by, "/lifted_by")
        faults += faults_of_lifter(objection, speaker, pack_of(objection.controller, surroundings))
        faults += faults_of_saying_for_the_dead(unit, objection.controller, objection.subject, "/at", day)
    return faults
