"""Record that somebody said no."""

from dataclasses import dataclass
from datetime import datetime

from services.consent.domain.consent import Evidence, Recorder
from services.consent.domain.objection import Objection
from services.consent.domain.scope import Part
from services.consent.domain.what_goes_on import what_goes_on
from services.consent.domain.words import Words, faults_of_words
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_moment, pack_of, refuse
from services.consent.use_cases.describe_objection import objection_answer, raised_document, rule_told
from services.consent.use_cases.effective import CommittedChange, with_effective
from services.consent.use_cases.find_subject import subject_to_change
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class RaiseObjection:
    """What a subject says no to, when that was said (now, if unstated), and how."""

    controller: str
    subject: NamedSubject
    recorder: Recorder
    kind: str
    channel: str
    part: Part
    raised_at: datetime | None = None
    evidence: tuple[Evidence, ...] = ()


def raise_objection(command: RaiseObjection, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the objection and announce it, and say what it cannot stop."""
    with surroundings.units.change() as unit:
        answer = answer_once(unit, key, lambda: _raise(command, unit, surroundings))
    change = CommittedChange(answer["id"], answer["controller"], answer["subject"], answer["state_version"])
    return with_effective(answer, change, surroundings)


def _raise(command: RaiseObjection, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    pack = pack_of(command.controller, surroundings)
    refuse(
        faults_of_moment("/raised_at", command.raised_at, surroundings)
        + faults_of_words("/part", command.part, Words.of_pack(pack))
    )
    subject = subject_to_change(unit, command.controller, command.subject)
    recorded = next_version(unit, command.controller, subject, command.recorder, surroundings)
    objection = Objection(
        id=str(new_id()),
        controller=command.controller,
        subject=subject,
        kind=command.kind,
        raised_at=not_later_than(command.raised_at, recorded),
        channel=command.channel,
        part=command.part,
        recorded=recorded,
        evidence=command.evidence,
    )
    unit.objections.add(objection)
    change = Change("ObjectionRaised", objection.controller, objection.subject, raised_document(objection))
    announce(unit, change, recorded)
    going_on = [rule_told(rule) for rule in what_goes_on(objection.kind, objection.part, pack)]
    return objection_answer(objection) | {"goes_on": going_on}
