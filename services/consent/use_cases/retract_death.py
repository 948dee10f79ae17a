"""Take back that somebody has died: it was recorded of the wrong person, or with the wrong day."""

from dataclasses import dataclass, replace

from services.consent.domain.consent import Recorder
from services.consent.domain.reach import Reach
from services.consent.use_cases.answer_once import answer_once
from services.consent.use_cases.describe_death import death_answer, death_document
from services.consent.use_cases.expected_version import require_version
from services.consent.use_cases.idempotency_key import IdempotencyKey
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.read_death import death_for
from services.consent.use_cases.record_change import Change, announce, next_version
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class RetractDeath:
    """Which record is taken back."""

    death_id: str
    recorder: Recorder
    reach: Reach
    expected: tuple[str, ...] | None = None


def retract_death(command: RetractDeath, key: IdempotencyKey | None, surroundings: Surroundings) -> Document:
    """Record the retraction and announce it; retracting what is retracted succeeds and changes nothing."""
    with surroundings.units.change() as unit:
        # Asked before an answer is repeated: a kept answer, too, is only for those who may see the record.
        death_for(command.reach, command.death_id, unit)
        return answer_once(unit, key, lambda: _retract(command, unit, surroundings))


def _retract(command: RetractDeath, unit: UnitOfWork, surroundings: Surroundings) -> Document:
    death = death_for(command.reach, command.death_id, unit)
    unit.versions.lock(death.controller, death.subject)
    death = death_for(command.reach, command.death_id, unit)
    require_version(command.expected, death.version)
    if death.retracted is not None:
        return death_answer(death)
    recorded = next_version(unit, death.controller, death.subject, command.recorder, surroundings)
    unit.deaths.retract(death.id, recorded)
    announce(unit, Change("DeathRetracted", death.controller, death.subject, death_document(death)), recorded)
    return death_answer(replace(death, retracted=recorded))
