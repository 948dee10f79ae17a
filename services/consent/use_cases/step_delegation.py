"""Accept, decline or end a delegation."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from services.consent.domain.authority_rules import Speaker
from services.consent.domain.consent import Evidence, Giver, Recorder
from services.consent.domain.delegation import Delegation, Step
from services.consent.domain.delegation_rules import faults_of_step
from services.consent.domain.errors import DelegationNotFound, Fault
from services.consent.domain.mandate_authority import faults_of_ender, faults_of_mandator
from services.consent.domain.reach import Reach
from services.consent.use_cases.act_for import About, Said, as_spoken
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_moment, refuse
from services.consent.use_cases.describe_delegation import delegation_answer, step_document
from services.consent.use_cases.effective import CommittedChange, with_effective
from services.consent.use_cases.expected_version import require_version
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.said_again import as_kept, require_the_same
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date

_EVENTS = {"accepted": "DelegationAccepted", "declined": "DelegationDeclined", "ended": "DelegationEnded"}


@dataclass(frozen=True, slots=True)
class StepDelegation:
    """Which delegation takes which step, when that was said (now, if unstated), and how.

    `ended_by` is whose word an end is, where that is said; `born` the subject's birthday, where it is known.
    """

    delegation_id: str
    recorder: Recorder
    reach: Reach
    step: str
    channel: str
    at: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    ended_by: Giver | None = None
    born: date | None = None
    expected: tuple[str, ...] | None = None


def step_delegation(command: StepDelegation, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the step and announce it; the same once more succeeds and changes nothing, and another is refused.

    An end is never refused because of an earlier one, whatever it says: the first stands. From that on the delegation
    counts for nothing, so an earlier day could change only what is told of the past, and lets nobody do more.
    """
    with surroundings.units.change() as unit:
        # Asked before an answer is repeated: a kept answer, too, is only for those who may see the delegation.
        delegation_for(command.reach, command.delegation_id, unit)
        answer = answer_once(unit, key, lambda: _step(command, unit, surroundings))
    if command.step != "ended":
        return answer
    # The end is the last step; the delegation's own version is that of its beginning.
    version = answer["steps"][-1]["state_version"]
    change = CommittedChange(answer["id"], answer["controller"], answer["subject"], version)
    return with_effective(answer, change, surroundings)


def _step(command: StepDelegation, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    delegation = delegation_for(command.reach, command.delegation_id, unit)
    unit.versions.lock(delegation.controller, delegation.subject)
    delegation = delegation_for(command.reach, command.delegation_id, unit)
    require_version(command.expected, delegation.version)
    pack = surroundings.packs.get(delegation.controller)
    earlier = delegation.step(command.step)
    if earlier is not None:
        if command.step != "ended":
            _require_the_same(command, earlier)
        return delegation_answer(delegation, surroundings.clock(), pack)
    command = _as_spoken(command, delegation, unit)
    refuse(_faults(command, delegation, pack, surroundings))
    recorded = next_version(unit, delegation.controller, delegation.subject, command.recorder, surroundings)
    at = not_later_than(command.at, recorded)
    step = Step(command.step, at, command.channel, recorded, command.evidence, command.ended_by)
    unit.delegations.add_step(delegation.id, step)
    data = step_document(delegation, step)
    announce(unit, Change(_EVENTS[step.step], delegation.controller, delegation.subject, data), recorded)
    return delegation_answer(replace(delegation, steps=(*delegation.steps, step)), recorded.at, pack)


def _as_spoken(command: StepDelegation, delegation: Delegation, unit: UnitOfWork) -> StepDelegation:
    """Return the step with whose word it is: of a person who signed in, their own."""
    said = Said(command.ended_by, "/ended_by", About(delegation.mandate.part, "/part"), command.born)
    said = as_spoken(unit, command.reach, delegation.controller, delegation.subject, said)
    return replace(command, ended_by=said.by, born=said.born)


def _require_the_same(command: StepDelegation, earlier: Step) -> None:
    require_the_same(
        (as_kept(command.at, earlier.recorded.at), earlier.at),
        (command.channel, earlier.channel),
        (command.evidence, earlier.evidence),
    )


def _faults(
    command: StepDelegation, delegation: Delegation, pack: Pack | None, surroundings: Surroundings
) -> list[Fault]:
    faults = faults_of_moment("/at", command.at, surroundings)
    faults += faults_of_step(delegation, command.step, command.at)
    day = copenhagen_date(command.at or surroundings.clock())
    speaker = Speaker(command.ended_by, day, command.born or delegation.subject_born)
    faults += faults_of_ender(delegation.mandate, speaker, pack)
    if command.step == "accepted" and pack is not None:
        wrong = faults_of_mandator(delegation.mandate, delegation.subject_born, day, pack)
        # The request names no giver: what is wrong is that it was accepted at all.
        faults += [Fault("", fault.detail) for fault in wrong]
    return faults


def delegation_for(reach: Reach, delegation_id: str, unit: UnitOfWork) -> Delegation:
    """Return a delegation within reach; of any other, it is as if there were none."""
    delegation = unit.delegations.find(delegation_id, reach)
    if delegation is None:
        raise DelegationNotFound
    return delegation
