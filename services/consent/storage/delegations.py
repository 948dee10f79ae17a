"""Delegations and the steps they take, in PostgreSQL."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.consent.domain.consent import Giver
from services.consent.domain.delegation import Delegation, Mandate, Step
from services.consent.domain.reach import Reach
from services.consent.domain.scope import Recipient
from services.consent.storage.acting import delegations_to
from services.consent.storage.birth_dates import with_birth_date
from services.consent.storage.death_clauses import day_of_death
from services.consent.storage.rows import evidence_from, evidence_values, recorded_from, recorded_values
from services.consent.storage.scope_rows import part_from
from services.consent.storage.tables import delegation_steps, delegations
from services.consent.storage.within_reach import within
from services.consent.use_cases.documents import plain

Values = dict[str, Any]


class DelegationRows:
    """The port Delegations, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, delegation: Delegation) -> None:
        values = {"id": delegation.id, "controller": delegation.controller, "subject": delegation.subject}
        mandate = {"mandate": plain(delegation.mandate), **recorded_values(delegation.recorded)}
        self._connection.execute(delegations.insert(), values | mandate)

    def add_step(self, delegation_id: str, step: Step) -> None:
        self._connection.execute(delegation_steps.insert(), {"delegation_id": delegation_id, **_step_values(step)})

    def find(self, delegation_id: str, reach: Reach) -> Delegation | None:
        found = self._matching(within(reach, delegations, delegations.c.id == delegation_id))
        return found[0] if found else None

    def to_act_by(self, reach: Reach, controller: str, subjects: Sequence[str]) -> Delegation | None:
        """Return the first delegation recorded by which the person may act for one of these subjects."""
        found = delegations_to(reach).subquery()
        ids = sa.select(found.c.id).where(found.c.controller == controller, found.c.subject.in_(subjects))
        return next(iter(self._matching(delegations.c.id.in_(ids))), None)

    def of_ids(self, delegation_ids: Sequence[str]) -> list[Delegation]:
        return self._matching(delegations.c.id.in_(delegation_ids)) if delegation_ids else []

    def of_subjects(self, controller: str, subjects: Sequence[str]) -> list[Delegation]:
        """Return the subjects' delegations, each subject's in the order they were recorded."""
        return self._matching(sa.and_(delegations.c.controller == controller, delegations.c.subject.in_(subjects)))

    def _matching(self, condition: sa.ColumnElement[bool]) -> list[Delegation]:
        died_on = day_of_death(delegations).label("subject_died")
        query = with_birth_date(delegations).add_columns(died_on).where(condition)
        rows = self._connection.execute(query.order_by(delegations.c.state_version)).all()
        steps = self._steps([row.id for row in rows])
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

    def _steps(self, ids: list[str]) -> dict[str, list[Step]]:
        query = delegation_steps.select().where(delegation_steps.c.delegation_id.in_(ids))
        found = defaultdict(list)
        for row in self._connection.execute(query.order_by(delegation_steps.c.state_version)) if ids else ():
            evidence = evidence_from(row.evidence)
            found[row.delegation_id].append(Step(row.step, row.at, row.channel, recorded_from(row), evidence))
        return found


def _step_values(step: Step) -> Values:
    said = {"step": step.step, "at": step.at, "channel": step.channel, "evidence": evidence_values(step.evidence)}
    return said | recorded_values(step.recorded)


def _mandate_from(document: Values) -> Mandate:
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
