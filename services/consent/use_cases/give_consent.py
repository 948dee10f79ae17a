"""Record a consent that somebody gave."""

from dataclasses import dataclass, replace
from datetime import date

from services.consent.domain.consent import Consent, Grant, ImportedFrom, Recorded, Recorder
from services.consent.domain.errors import Fault
from services.consent.domain.grant_rules import faults_of_grant, validity_of
from services.consent.domain.kind_rules import kind_of
from services.consent.domain.reach import Reach
from services.consent.domain.text_rules import with_digest
from services.consent.use_cases.act_for import reach_of_what_is_named, require_power
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import faults_of_renewing, pack_of, refuse
from services.consent.use_cases.describe_consent import consent_answer, given_document
from services.consent.use_cases.find_subject import subject_to_change
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.keep_birthday import with_birthday
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version, not_later_than
from services.consent.use_cases.refuse_for_the_dead import day_of_death, faults_of_saying_for_the_dead
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """A grant, for a subject of a controller, entered by a client.

    `born` is the subject's birthday, where known; `reach` that of a person who signed in, who may act for the subject.
    """

    controller: str
    subject: NamedSubject
    recorder: Recorder
    grant: Grant
    born: date | None = None
    reach: Reach | None = None


def give_consent(command: GiveConsent, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the consent and announce it, in one transaction, and return it as it now stands."""
    with surroundings.units.change() as unit:
        return answer_once(unit, key, lambda: _give(command, unit, surroundings))


def _give(command: GiveConsent, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    consent = record_consent(command, None, unit, surroundings)
    # What somebody agreed to before they died may be recorded afterwards.
    consent = replace(consent, subject_died=day_of_death(unit, consent.controller, consent.subject))
    return consent_answer(consent, consent.recorded.at, surroundings.packs.get(consent.controller))


def record_consent(
    command: GiveConsent, imported: ImportedFrom | None, unit: UnitOfWork, surroundings: Surroundings
) -> Consent:
    """Record a consent, perhaps one from an older system, and announce it."""
    pack = pack_of(command.controller, surroundings)
    latest = surroundings.clock() + surroundings.clock_margin
    subject = subject_to_change(unit, command.controller, command.subject)
    part = command.grant.scope.bound_to(command.grant.course).as_part()
    require_power(unit, command.reach, command.controller, subject, part, command.grant.given_by)
    born = command.born or unit.birth_dates.of(command.controller, subject)
    given_on = copenhagen_date(command.grant.given_at)
    refuse(
        [
            *faults_of_grant(command.grant, pack, latest, born),
            *_faults_of_older_ones(command, subject, unit),
            *faults_of_saying_for_the_dead(unit, command.controller, subject, "/given_at", given_on),
        ]
    )
    recorded = next_version(unit, command.controller, subject, command.recorder, surroundings)
    grant = _as_recorded(command.grant, recorded, pack)
    consent = Consent(
        id=str(new_id()),
        controller=command.controller,
        subject=subject,
        grant=grant,
        validity=validity_of(grant, pack),
        recorded=recorded,
        imported=imported,
    )
    unit.consents.add(consent)
    consent = with_birthday(consent, born, by_custody=grant.given_by.authority == "custody", unit=unit)
    change = Change("ConsentGiven", consent.controller, consent.subject, given_document(consent))
    announce(unit, change, recorded)
    return consent


def _as_recorded(grant: Grant, recorded: Recorded, pack: Pack) -> Grant:
    """Return a grant with what the pack says of it where nobody has stated that."""
    return replace(
        grant,
        given_at=not_later_than(grant.given_at, recorded),
        kind=kind_of(grant, pack),
        text=with_digest(grant.text, pack),
        subject_role=grant.subject_role or pack.default_subject_role,
    )


def _faults_of_older_ones(command: GiveConsent, subject: str, unit: UnitOfWork) -> list[Fault]:
    """A renewal is a new consent, and so is a yes after a no; the older record stays what it is."""
    grant, follows = command.grant, command.grant.follows
    named_in = reach_of_what_is_named(command.reach, command.controller, subject)
    faults = faults_of_renewing(unit, named_in, subject, grant.renews, grant.scope)
    refused = None if follows is None else unit.refused_consents.find(follows, named_in)
    if follows is not None and (refused is None or refused.subject != subject):
        faults.append(Fault("/follows", "The person has refused the controller no consent with this id."))
    return faults
