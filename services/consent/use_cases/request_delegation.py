"""Record that somebody asks to act for a subject, or that the subject lets them."""

from dataclasses import dataclass, replace
from datetime import date

from services.consent.domain.consent import Recorder
from services.consent.domain.delegation import Delegation, Mandate, Step
from services.consent.domain.delegation_rules import faults_of_mandate
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import pack_of, refuse
from services.consent.use_cases.describe_delegation import delegation_answer, requested_document
from services.consent.use_cases.find_subject import subject_to_change
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.keep_birthday import with_birthday
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version
from services.consent.use_cases.refuse_for_the_dead import faults_of_saying_for_the_dead
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id
from shared.policy_packs.validity import copenhagen_date
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class RequestDelegation:
    """A mandate; one that the subject gives, or that the law gives, is `accepted` as it is recorded.

    `born` is the subject's birthday, where it is known.
    """

    controller: str
    subject: NamedSubject
    recorder: Recorder
    mandate: Mandate
    accepted: bool
    born: date | None = None


def request_delegation(command: RequestDelegation, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the delegation and announce it; the gate hears of it once it is accepted."""
    with surroundings.units.change() as unit:
        return answer_once(unit, key, lambda: _request(command, unit, surroundings))


def _request(command: RequestDelegation, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    pack = pack_of(command.controller, surroundings)
    subject = subject_to_change(unit, command.controller, command.subject)
    today = copenhagen_date(surroundings.clock())
    born = command.born or unit.birth_dates.of(command.controller, subject)
    refuse(faults_of_mandate(command.mandate, born, today, pack))
    refuse(faults_of_saying_for_the_dead(unit, command.controller, subject, "/subject", today))
    recorded = next_version(unit, command.controller, subject, command.recorder, surroundings)
    mandate = replace(command.mandate, subject_role=command.mandate.subject_role or pack.default_subject_role)
    delegation = Delegation(str(new_id()), command.controller, subject, mandate, recorded)
    unit.delegations.add(delegation)
    delegation = with_birthday(delegation, born, by_custody=mandate.rests_on_custody, unit=unit)
    if command.accepted:
        accepted = Step("accepted", recorded.at, command.mandate.channel, recorded)
        unit.delegations.add_step(delegation.id, accepted)
        delegation = replace(delegation, steps=(accepted,))
    kind = "DelegationGiven" if command.accepted else "DelegationRequested"
    announce(unit, Change(kind, command.controller, subject, requested_document(delegation)), recorded)
    return delegation_answer(delegation, recorded.at, pack)
