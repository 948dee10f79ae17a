"""Delegations and the steps they take, in PostgreSQL."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.consent.domain.delegation import Delegation, Step
from services.consent.domain.reach import Reach
from services.consent.storage.acting import delegations_to_act_by
from services.consent.storage.delegation_rows import read_delegations
from services.consent.storage.rows import evidence_values, recorded_values, said_by_values
from services.consent.storage.tables import delegation_steps, delegations
from services.consent.storage.within_reach import of_subjects, within
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
        found = read_delegations(
            self._connection, within(self._connection, reach, delegations, delegations.c.id == delegation_id)
        )
        return found[0] if found else None

    def to_act_by(self, reach: Reach, controller: str, subjects: Sequence[str]) -> list[Delegation]:
        """Return the delegations by which the person may act for one of these subjects, in the order recorded."""
        found = delegations_to_act_by(self._connection, reach)
        return [one for one in found if one.controller == controller and one.subject in subjects]

    def of_ids(self, delegation_ids: Sequence[str]) -> list[Delegation]:
        return read_delegations(self._connection, delegations.c.id.in_(delegation_ids)) if delegation_ids else []

    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Delegation]:
        """Return the subjects' delegations, each subject's in the order they were recorded."""
        return read_delegations(
            self._connection, of_subjects(self._connection, delegations, controller, subjects, reach)
        )


def _step_values(step: Step) -> Values:
    said = {"step": step.step, "at": step.at, "channel": step.channel, "evidence": evidence_values(step.evidence)}
    return said | said_by_values("ended_by", step.ended_by) | recorded_values(step.recorded)
