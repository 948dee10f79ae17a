"""Delegations and the steps they took, as they are read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.consent.domain.consent import Giver
from services.consent.domain.delegation import Delegation, Mandate, Step
from services.consent.domain.scope import Recipient
from services.consent.storage.birth_dates import with_birth_date
from services.consent.storage.death_clauses import day_of_death
from services.consent.storage.rows import evidence_from, giver_from, recorded_from
from services.consent.storage.scope_rows import part_from
from services.consent.storage.tables import delegation_steps, delegations


def read_delegations(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Delegation]:
    """Return the delegations that meet a condition, each subject's in the order they were recorded."""
    died_on = day_of_death(delegations).label("subject_died")
    query = with_birth_date(delegations).add_columns(died_on).where(condition)
    rows = connection.execute(query.order_by(delegations.c.state_version)).all()
    steps = _steps(connection, [row.id for row in rows])
    return [
        Delegation(
            row.id,
            row.controller,
            row.subject,
            _mandate_from(row.mandate),
            recorded_from(row),
            tuple(steps[row.id]),
            row.subject_born,
            row.subject_died,
        )
        for row in rows
    ]


def _steps(connection: sa.Connection, ids: Sequence[str]) -> Mapping[str, list[Step]]:
    query = delegation_steps.select().where(delegation_steps.c.delegation_id.in_(ids))
    found = defaultdict(list)
    for row in connection.execute(query.order_by(delegation_steps.c.state_version)) if ids else ():
        evidence, by = evidence_from(row.evidence), giver_from(row.ended_by_authority, row.ended_by_reference)
        found[row.delegation_id].append(Step(row.step, row.at, row.channel, recorded_from(row), evidence, by))
    return found


def _mandate_from(document: Mapping[str, Any]) -> Mandate:
    ends = document.get("until")
    return Mandate(
        kind=document["kind"],
        delegate=Recipient(**document["delegate"]),
        given_by=Giver(**document["given_by"]),
        powers=tuple(document["powers"]),
        begins=date.fromisoformat(document["from"]),
        part=part_from(document["part"]),
        channel=document["channel"],
        ends=date.fromisoformat(ends) if ends else None,
        evidence=evidence_from(document["evidence"]),
        subject_role=document.get("subject_role"),
    )
