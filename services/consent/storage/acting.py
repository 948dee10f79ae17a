"""For whom a person who signed in may act: the part of a statement that finds the delegations in force."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.consent.domain.reach import Acting, Reach
from services.consent.storage.authority_tables import birth_dates
from services.consent.storage.death_clauses import has_died
from services.consent.storage.delegation_clauses import rests_on_custody, took
from services.consent.storage.tables import delegation_steps, delegations
from shared.policy_packs.validity import copenhagen_date

_given = delegations.alias("given")


def delegations_to(reach: Reach) -> sa.Select[tuple[str, str, str]]:
    """Return a query of the id, controller and subject of each delegation by which the person may act.

    Acting takes a delegation of the whole: one of a part lets its delegate see that part through the gate.
    """
    assert reach.acting is not None
    mandate = _given.c.mandate
    return sa.select(_given.c.id, _given.c.controller, _given.c.subject).where(
        mandate[("delegate", "id")].astext.in_(reach.subjects or ()),
        mandate["powers"].has_key(reach.acting.power),
        mandate["part"] == sa.cast({}, JSONB),
        _is_in_force(reach.acting),
        sa.or_(*(_at_controller(controller, reach.acting) for controller in sorted(reach.controllers))),
    )


def acts_for(reach: Reach, table: sa.Table) -> sa.ColumnElement[bool]:
    """Return the condition that a row is about somebody for whom the person may act."""
    found = delegations_to(reach).subquery()
    return sa.exists().where(found.c.controller == table.c.controller, found.c.subject == table.c.subject)


def _is_in_force(acting: Acting) -> sa.ColumnElement[bool]:
    mandate, day = _given.c.mandate, copenhagen_date(acting.at).isoformat()
    until = mandate["until"].astext
    return sa.and_(
        took(_given, "accepted"),
        ~took(_given, "ended"),
        ~has_died(_given, copenhagen_date(acting.at)),
        mandate["from"].astext <= day,
        sa.or_(until.is_(None), until > day),
    )


def _at_controller(controller: str, acting: Acting) -> sa.ColumnElement[bool]:
    """What rests on custody is over once the subject may decide in some role; what a child gave never counts."""
    born_by = sa.literal(acting.decide_if_born_by.get(controller, date.max), sa.Date())
    too_young = _born(birth_dates.c.born > born_by)
    age = sa.extract("year", sa.func.age(_since(), birth_dates.c.born))
    by_a_child = sa.and_(
        _given.c.mandate[("given_by", "authority")].astext == "self",
        _born(age < _age_in_role(acting.decide_at.get(controller, {}))),
    )
    so = sa.case((rests_on_custody(_given), too_young), else_=~by_a_child)
    return sa.and_(_given.c.controller == controller, so)


def _born(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    of_subject = birth_dates.c.controller == _given.c.controller, birth_dates.c.subject == _given.c.subject
    return sa.exists().where(*of_subject, condition)


def _since() -> sa.ColumnElement[date]:
    """Return the day from which the delegation counts: its first, or the one on which it was accepted."""
    steps = delegation_steps
    accepted_at = sa.select(steps.c.at).where(steps.c.delegation_id == _given.c.id, steps.c.step == "accepted")
    accepted_on = sa.cast(sa.func.timezone("Europe/Copenhagen", accepted_at.scalar_subquery()), sa.Date)
    return sa.func.greatest(sa.cast(_given.c.mandate["from"].astext, sa.Date), accepted_on)


def _age_in_role(ages: Mapping[str | None, int]) -> sa.ColumnElement[int]:
    """Return the age of the role that the delegation names, or else of the usual one; 0 where no pack is known."""
    named = {role: sa.literal(age) for role, age in ages.items() if role is not None}
    otherwise = sa.literal(ages.get(None, 0))
    return sa.case(named, value=_given.c.mandate["subject_role"].astext, else_=otherwise) if named else otherwise
