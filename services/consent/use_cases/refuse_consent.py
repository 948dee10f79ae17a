"""Record that somebody was asked for a consent and said no."""

from dataclasses import dataclass, replace

from services.consent.domain.asked_rules import faults_of_asked
from services.consent.domain.consent import Recorder
from services.consent.domain.kind_rules import kind_asked_for
from services.consent.domain.reach import Reach
from services.consent.domain.refused_consent import Asked, RefusedConsent
from services.consent.domain.text_rules import with_digest
from services.consent.domain.what_needs_no_consent import what_needs_no_consent
from services.consent.use_cases.act_for import reach_of_what_is_named, require_power
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_renewing, pack_of, refuse
from services.consent.use_cases.describe_objection import rule_told
from services.consent.use_cases.describe_refused_consent import refused_answer, refused_document
from services.consent.use_cases.find_subject import subject_to_change
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id
from shared.policy_packs.validity import copenhagen_date
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class RefuseConsent:
    """What a subject of a controller was asked for and refused, and who entered that.

    `reach` is that of a person who signed in, who may act for the subject.
    """

    controller: str
    subject: NamedSubject
    recorder: Recorder
    asked: Asked
    reach: Reach | None = None


def refuse_consent(command: RefuseConsent, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the no and announce it, and say what goes on because it needs no consent."""
    with surroundings.units.change() as unit:
        return answer_once(unit, key, lambda: _refuse(command, unit, surroundings))


def _refuse(command: RefuseConsent, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    pack = pack_of(command.controller, surroundings)
    subject = subject_to_change(unit, command.controller, command.subject)
    part = command.asked.scope.bound_to(command.asked.course).as_part()
    require_power(unit, command.reach, command.controller, subject, part, command.asked.refused_by)
    faults = faults_of_asked(command.asked, pack, surroundings.clock() + surroundings.clock_margin)
    asked, named_in = command.asked, reach_of_what_is_named(command.reach, command.controller, subject)
    refuse([*faults, *faults_of_renewing(unit, named_in, subject, asked.renews, asked.scope)])
    recorded = next_version(unit, command.controller, subject, command.recorder, surroundings)
    refused_at = not_later_than(command.asked.refused_at, recorded)
    kind = kind_asked_for(command.asked.kind, command.asked.scope, pack)
    asked = replace(command.asked, refused_at=refused_at, kind=kind, text=with_digest(command.asked.text, pack))
    refused = RefusedConsent(str(new_id()), command.controller, subject, asked, recorded)
    unit.refused_consents.add(refused)
    announce(unit, Change("ConsentRefused", refused.controller, subject, refused_document(refused)), recorded)
    today = copenhagen_date(recorded.at)
    going_on = [rule_told(rule) for rule in what_needs_no_consent(asked.scope, pack, today)]
    return refused_answer(refused) | {"goes_on": going_on}
