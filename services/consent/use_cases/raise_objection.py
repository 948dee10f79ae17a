"""Record that somebody said no."""

from dataclasses import dataclass
from datetime import date, datetime

from services.consent.domain.authority_rules import Speaker, faults_of_name, faults_of_raiser
from services.consent.domain.consent import Evidence, Giver, Recorder
from services.consent.domain.errors import Fault
from services.consent.domain.objection import Objection
from services.consent.domain.reach import Reach
from services.consent.domain.scope import Part
from services.consent.domain.what_goes_on import what_goes_on
from services.consent.domain.words import Words, faults_of_role, faults_of_words
from services.consent.use_cases.act_for import require_power
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_moment, pack_of, refuse
from services.consent.use_cases.describe_objection import objection_answer, raised_document, rule_told
from services.consent.use_cases.effective import CommittedChange, with_effective
from services.consent.use_cases.find_subject import subject_to_change
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.keep_birthday import with_birthday
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class RaiseObjection:
    """What a subject says no to, when that was said (now, if unstated), and how.

    `raised_by` is whose word it is, where that is said; `born` the subject's birthday, where it is known;
    `reach` that of a person who signed in, who may act for the subject. `subject_role` is the usual one where none
    is stated.
    """

    controller: str
    subject: NamedSubject
    recorder: Recorder
    kind: str
    channel: str
    part: Part
    raised_at: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    raised_by: Giver | None = None
    born: date | None = None
    reach: Reach | None = None
    subject_role: str | None = None


def raise_objection(command: RaiseObjection, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the objection and announce it, and say what it cannot stop."""
    with surroundings.units.change() as unit:
        answer = answer_once(unit, key, lambda: _raise(command, unit, surroundings))
    change = CommittedChange(answer["id"], answer["controller"], answer["subject"], answer["state_version"])
    return with_effective(answer, change, surroundings)


def _raise(command: RaiseObjection, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    pack = pack_of(command.controller, surroundings)
    subject = subject_to_change(unit, command.controller, command.subject)
    require_power(unit, command.reach, command.controller, subject, command.part, command.raised_by)
    born = command.born or unit.birth_dates.of(command.controller, subject)
    refuse(_faults(command, born, pack, surroundings))
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
        raised_by=command.raised_by,
        subject_role=command.subject_role or pack.default_subject_role,
    )
    unit.objections.add(objection)
    objection = with_birthday(objection, born, by_custody=objection.authority == "custody", unit=unit)
    change = Change("ObjectionRaised", objection.controller, objection.subject, raised_document(objection))
    announce(unit, change, recorded)
    going_on = [
        rule_told(rule) for rule in what_goes_on(objection.kind, objection.part, pack, copenhagen_date(recorded.at))
    ]
    return objection_answer(objection, recorded.at, pack) | {"goes_on": going_on}


def _faults(command: RaiseObjection, born: date | None, pack: Pack, surroundings: Surroundings) -> list[Fault]:
    day = copenhagen_date(command.raised_at or surroundings.clock())
    speaker = Speaker(command.raised_by, day, born)
    return [
        *faults_of_moment("/raised_at", command.raised_at, surroundings),
        *faults_of_role(command.subject_role, pack),
        *faults_of_words("/part", command.part, Words.of_pack(pack)),
        *faults_of_name(command.raised_by, "/raised_by"),
        *faults_of_raiser(command.part, speaker, pack),
    ]
