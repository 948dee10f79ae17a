"""Keep when a subject was born, where something rests on custody and is over once the subject decides."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from services.consent.domain.consent import Consent
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection
from services.consent.use_cases.ports import UnitOfWork

_Thing = TypeVar("_Thing", Consent, Objection, Delegation)


def with_birthday(thing: _Thing, born: date | None, *, by_custody: bool, unit: UnitOfWork) -> _Thing:
    """Return what was just recorded with its subject's birthday; of what does not rest on custody none is kept."""
    if born is None or not by_custody:
        return thing
    unit.birth_dates.keep(thing.controller, thing.subject, born)
    return replace(thing, subject_born=born)
