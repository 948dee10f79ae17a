"""Subjects' states, present and past, put together from what was recorded of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from services.consent.domain.consent import Consent
from services.consent.domain.death import Death, standing_death
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection
from services.consent.domain.past_record import Record
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.ports import UnitOfWork

_OfSubject = TypeVar("_OfSubject", Consent, RefusedConsent, Objection, Delegation, Death)


def present_state(unit: UnitOfWork, controller: str, subject: str) -> SubjectState:
    """Return a subject's state as this transaction sees it."""
    [state] = present_states(unit, controller, [subject])
    return state


def present_states(unit: UnitOfWork, controller: str, subjects: Sequence[str]) -> list[SubjectState]:
    """Return the state of each of these subjects, each once, as this transaction sees it."""
    records = _records(unit, controller, subjects)
    versions = unit.versions.current(controller, list(records))
    return [_state(controller, subject, versions.get(subject, 0), record) for subject, record in records.items()]


def past_states(unit: UnitOfWork, controller: str, subjects: Sequence[str], at: datetime) -> list[SubjectState]:
    """Return the state of each of these subjects, each once, as it was recorded by a moment."""
    states = []
    refused = _by_subject(unit.refused_consents.of_subjects(controller, subjects))
    for subject, present in _records(unit, controller, subjects).items():
        # No state tells of a refused consent, but each was a version of it.
        record = replace(present, refused=tuple(refused[subject]))
        version = record.version_at(at)
        states.append(_state(controller, subject, version, record.until(version)))
    return states


def _state(controller: str, subject: str, version: int, record: Record) -> SubjectState:
    death = standing_death(record.deaths)
    return SubjectState(
        controller=controller,
        subject=subject,
        version=version,
        consents=record.consents,
        objections=record.objections,
        delegations=record.delegations,
        died_on=death.died_on if death else None,
    )


def _records(unit: UnitOfWork, controller: str, subjects: Sequence[str]) -> dict[str, Record]:
    asked = list(dict.fromkeys(subjects))
    consents = _by_subject(unit.consents.of_subjects(controller, asked))
    objections = _by_subject(unit.objections.of_subjects(controller, asked))
    delegations = _by_subject(unit.delegations.of_subjects(controller, asked))
    deaths = _by_subject(unit.deaths.of_subjects(controller, asked))
    return {
        subject: Record(
            consents=tuple(consents[subject]),
            objections=tuple(objections[subject]),
            delegations=tuple(delegations[subject]),
            deaths=tuple(deaths[subject]),
        )
        for subject in asked
    }


def _by_subject(found: Sequence[_OfSubject]) -> Mapping[str, list[_OfSubject]]:
    grouped = defaultdict(list)
    for one in found:
        grouped[one.subject].append(one)
    return grouped
