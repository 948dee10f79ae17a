"""Record that a subject has died: whoever acted for them acts for nobody, and the gate asks the rules for the dead."""

from dataclasses import dataclass
from datetime import date

from services.consent.domain.consent import Evidence, Recorder
from services.consent.domain.death import Death, standing_death
from services.consent.domain.errors import Fault
from services.consent.domain.giver_rules import NOT_BORN
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.check_request import pack_of, refuse
from services.consent.use_cases.describe_death import death_answer, death_document
from services.consent.use_cases.effective import CommittedChange, with_effective
from services.consent.use_cases.find_subject import subject_to_change
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce, next_version
from services.consent.use_cases.said_again import require_the_same
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id
from shared.policy_packs.validity import copenhagen_date
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class RecordDeath:
    """Who has died on which day, and where the proof is kept; `born` is the subject's birthday, where known."""

    controller: str
    subject: NamedSubject
    recorder: Recorder
    died_on: date
    evidence: tuple[Evidence, ...] = ()
    born: date | None = None


def record_death(command: RecordDeath, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the death and announce it; the same once more succeeds and changes nothing, and other proof is refused."""
    with surroundings.units.change() as unit:
        answer = answer_once(unit, key, lambda: _record(command, unit, surroundings))
    change = CommittedChange(answer["id"], answer["controller"], answer["subject"], answer["state_version"])
    return with_effective(answer, change, surroundings)


def _record(command: RecordDeath, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    pack_of(command.controller, surroundings)
    subject = subject_to_change(unit, command.controller, command.subject)
    earlier = standing_death(unit.deaths.of_subjects(command.controller, [subject]))
    if earlier is not None and earlier.died_on == command.died_on:
        require_the_same((command.evidence, earlier.evidence))
        return death_answer(earlier)
    born = command.born or unit.birth_dates.of(command.controller, subject)
    refuse(_faults(command, earlier, born, copenhagen_date(surroundings.clock())))
    recorded = next_version(unit, command.controller, subject, command.recorder, surroundings)
    death = Death(str(new_id()), command.controller, subject, command.died_on, recorded, command.evidence)
    unit.deaths.add(death)
    announce(unit, Change("DeathRecorded", death.controller, subject, death_document(death)), recorded)
    return death_answer(death)


def _faults(command: RecordDeath, earlier: Death | None, born: date | None, today: date) -> list[Fault]:
    if earlier is not None:
        return [Fault("/died_on", f"A death on {earlier.died_on} is on record. Retract that if it is wrong.")]
    if born is not None and command.died_on < born:
        return [Fault("/died_on", NOT_BORN)]
    return [Fault("/died_on", "This day has not come.")] if command.died_on > today else []
