"""Subjects' states, put together from what was recorded of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from services.consent.domain.consent import Consent
from services.consent.domain.death import Death, standing_death
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.ports import UnitOfWork

_OfSubject = TypeVar("_OfSubject", Consent, Objection, Delegation, Death)


def present_state(unit: UnitOfWork, controller: str, subject: str) -> SubjectState:
    """Return a subject's state as this transaction sees it."""
    [state] = present_states(unit, controller, [subject])
    return state


def present_states(unit: UnitOfWork, controller: str, subjects: Sequence[str]) -> list[SubjectState]:
    """Return the state of each of these subjects, each once, as this transaction sees it."""
    asked = list(dict.fromkeys(subjects))
    versions = unit.versions.current(controller, asked)
    consents = _by_subject(unit.consents.of_subjects(controller, asked))
    objections = _by_subject(unit.objections.of_subjects(controller, asked))
    delegations = _by_subject(unit.delegations.of_subjects(controller, asked))
    deaths = _by_subject(unit.deaths.of_subjects(controller, asked))
    return [
        SubjectState(
            controller=controller,
            subject=subject,
            version=versions.get(subject, 0),
            consents=tuple(consents[subject]),
            objections=tuple(objections[subject]),
            delegations=tuple(delegations[subject]),
            died_on=_died_on(deaths[subject]),
        )
        for subject in asked
    ]


def _died_on(deaths: Sequence[Death]) -> date | None:
    death = standing_death(deaths)
    return death.died_on if death else None


def _by_subject(found: Sequence[_OfSubject]) -> Mapping[str, list[_OfSubject]]:
    grouped = defaultdict(list)
    for one in found:
        grouped[one.subject].append(one)
    return grouped
