"""Withdraw a consent, the whole or any part. Never refused because the consent lapsed or its course ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from services.consent.domain.authority_rules import Speaker, faults_of_withdrawer
from services.consent.domain.consent import Consent, Evidence, Giver, Recorder, Withdrawal
from services.consent.domain.errors import Fault
from services.consent.domain.kind_rules import consequences_of
from services.consent.domain.reach import Reach
from services.consent.domain.recall import is_recalled
from services.consent.domain.scope import WHOLE, Part
from services.consent.domain.words import Words, faults_of_words
from services.consent.use_cases.act_for import Said, about_scope, as_spoken
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_moment, refuse
from services.consent.use_cases.describe_consent import withdrawal_answer, withdrawn_document
from services.consent.use_cases.effective import CommittedChange, with_effective
from services.consent.use_cases.expected_version import require_version
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.read_consent import consent_for
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id
from shared.policy_packs.validity import copenhagen_date


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """Which part of which consent no longer counts, since when (now, if unstated), said by whom and how.

    What is invalidated never counted, whenever that was found out. `born` is the subject's birthday, where known.
    `shown_sha256` is the digest of the preview that was shown before, if any was. `expected` are the versions of the
    consent of which it must have one, where the caller asks for that: nothing else ever stands in the way.
    """

    consent_id: str
    recorder: Recorder
    reach: Reach
    channel: str
    part: Part = WHOLE
    at: datetime | None = None
    how: str = "withdrawn"
    evidence: tuple[Evidence, ...] = ()
    withdrawn_by: Giver | None = None
    born: date | None = None
    shown_sha256: str | None = None
    expected: tuple[str, ...] | None = None


def withdraw_consent(command: WithdrawConsent, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the withdrawal and announce it; withdrawing what is withdrawn already succeeds and changes nothing."""
    with surroundings.units.change() as unit:
        # Asked before an answer is repeated: a kept answer, too, is only for those who may see the consent.
        consent = consent_for(command.reach, command.consent_id, unit)
        answer = answer_once(unit, key, lambda: _withdraw(command, unit, surroundings))
    change = CommittedChange(answer["id"], consent.controller, consent.subject, answer["state_version"])
    return with_effective(answer, change, surroundings)


def _withdraw(command: WithdrawConsent, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    consent = _lock(command, unit)
    require_version(command.expected, consent.version)
    command = as_accepted(command, consent, unit, surroundings)
    pack = surroundings.packs.get(consent.controller)
    # By the words alone: what another word reaches is for the pack to say, which may change its mind.
    earlier = consent.withdrawal_of(command.part)
    # What the person has withdrawn may still turn out never to have been valid.
    if earlier is not None and command.how in ("withdrawn", earlier.how):
        return withdrawal_answer(consent, earlier, surroundings.clock(), pack)
    recorded = next_version(unit, consent.controller, consent.subject, command.recorder, surroundings)
    withdrawal = Withdrawal(
        id=str(new_id()),
        at=consent.grant.given_at if command.how == "invalidated" else not_later_than(command.at, recorded),
        part=command.part,
        channel=command.channel,
        recorded=recorded,
        how=command.how,
        evidence=command.evidence,
        withdrawn_by=command.withdrawn_by,
        shown_sha256=command.shown_sha256,
        consequences=consequences_of(consent, command.part, pack),
    )
    unit.consents.add_withdrawal(consent.id, withdrawal)
    if pack is None or is_recalled(consent, command.part, pack):
        unit.recalls.ask(withdrawal.id, is_promised=pack is not None)
    change = Change(_EVENTS[command.how], consent.controller, consent.subject, withdrawn_document(consent, withdrawal))
    announce(unit, change, recorded)
    after = replace(consent, withdrawals=(*consent.withdrawals, withdrawal))
    return withdrawal_answer(after, withdrawal, recorded.at, pack)


_EVENTS = {"withdrawn": "ConsentWithdrawn", "revoked": "ConsentRevoked", "invalidated": "ConsentInvalidated"}


def as_accepted(
    command: WithdrawConsent, consent: Consent, unit: UnitOfWork, surroundings: Surroundings
) -> WithdrawConsent:
    """Return the withdrawal with whose word it is, or refuse what nobody may say; a preview is refused alike."""
    about = about_scope(consent.grant.scope, consent.grant.course)
    said = Said(command.withdrawn_by, "/withdrawn_by", about, command.born)
    said = as_spoken(unit, command.reach, consent.controller, consent.subject, said)
    spoken = replace(command, withdrawn_by=said.by, born=said.born)
    refuse(_faults(spoken, consent, surroundings))
    return spoken


def _lock(command: WithdrawConsent, unit: UnitOfWork) -> Consent:
    """Return the consent as it is once no other writer can change it."""
    consent = consent_for(command.reach, command.consent_id, unit)
    unit.versions.lock(consent.controller, consent.subject)
    return consent_for(command.reach, command.consent_id, unit)


def _faults(command: WithdrawConsent, consent: Consent, surroundings: Surroundings) -> list[Fault]:
    faults = faults_of_moment("/at", command.at, surroundings)
    if command.at is not None and command.at < consent.grant.given_at:
        faults.append(Fault("/at", "The consent was given later than this."))
    # What somebody agreed to they can take back in the same words, even if the pack has dropped them since.
    words = Words.of_scope(consent.grant.scope)
    pack = surroundings.packs.get(consent.controller)
    known = words.and_also(Words.of_pack(pack)) if pack else words
    day = copenhagen_date(command.at or surroundings.clock())
    speaker = Speaker(command.withdrawn_by, day, command.born or consent.subject_born)
    return [
        *faults,
        *faults_of_words("/part", command.part, known),
        *faults_of_withdrawer(consent, speaker, pack),
    ]
