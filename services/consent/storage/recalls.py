"""Recalls, and the withdrawals of which it is not yet known whom to tell, in PostgreSQL."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.consent.domain.consent import Recorder
from services.consent.domain.reach import Reach
from services.consent.domain.recall import Recall, RecallStep
from services.consent.storage.recall_backlog import OPEN_SINCE, SENT_SINCE, UNDECIDED_SINCE, stands
from services.consent.storage.recall_tables import recall_questions, recall_steps, recalls
from services.consent.storage.rows import evidence_from, evidence_values
from services.consent.storage.tables import withdrawals
from services.consent.storage.within_reach import within
from services.consent.use_cases.documents import permits_document, permits_from
from services.consent.use_cases.recall_ports import RecallQuestion, WantedRecalls


class RecallRows:
    """The port Recalls, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def ask(self, withdrawal_id: str, *, is_promised: bool) -> None:
        values = {"withdrawal_id": withdrawal_id, "is_promised": is_promised}
        self._connection.execute(recall_questions.insert(), values)

    def undecided(self, after: str | None, limit: int) -> list[RecallQuestion]:
        """Return questions in the order of the withdrawals' ids, which is that of recording."""
        asked = recall_questions.c
        query = (
            sa.select(asked.withdrawal_id, withdrawals.c.consent_id, asked.is_promised)
            .join(withdrawals, withdrawals.c.id == recall_questions.c.withdrawal_id)
            .where(recall_questions.c.decided_at.is_(None))
            .order_by(recall_questions.c.withdrawal_id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(recall_questions.c.withdrawal_id > after)
        return [RecallQuestion(*row) for row in self._connection.execute(query)]

    def decide(self, withdrawal_id: str, at: datetime) -> bool:
        undecided = sa.and_(recall_questions.c.withdrawal_id == withdrawal_id, recall_questions.c.decided_at.is_(None))
        return self._connection.execute(recall_questions.update().where(undecided).values(decided_at=at)).rowcount == 1

    def add(self, found: Sequence[Recall]) -> None:
        if found:
            self._connection.execute(recalls.insert(), [_values(recall) for recall in found])

    def add_step(self, recall_id: str, step: RecallStep) -> None:
        self._connection.execute(recall_steps.insert(), {"recall_id": recall_id, **_step_values(step)})

    def find(self, recall_id: str, reach: Reach) -> Recall | None:
        found = self._matching(
            recalls.select().where(within(self._connection, reach, recalls, recalls.c.id == recall_id))
        )
        return found[0] if found else None

    def page(self, wanted: WantedRecalls, reach: Reach, after: str | None, limit: int) -> list[Recall]:
        """Return recalls, newest first, that come after one in that order."""
        limits = [recalls.c.controller == wanted.controller]
        if wanted.subject is not None:
            limits.append(recalls.c.subject == wanted.subject)
        if wanted.consent is not None:
            limits.append(recalls.c.consent_id == wanted.consent)
        if wanted.status is not None:
            limits.append(stands(wanted.status))
        if after is not None:
            limits.append(recalls.c.id < after)
        query = recalls.select().where(within(self._connection, reach, recalls, sa.and_(*limits)))
        return self._matching(query.order_by(recalls.c.id.desc()).limit(limit))

    def undecided_since(self) -> dict[str, datetime]:
        return self._since(UNDECIDED_SINCE)

    def open_since(self) -> dict[str, datetime]:
        return self._since(OPEN_SINCE)

    def sent_since(self) -> dict[str, datetime]:
        return self._since(SENT_SINCE)

    def _since(self, query: sa.Select[Any]) -> dict[str, datetime]:
        return {row.controller: row.since for row in self._connection.execute(query)}

    def _matching(self, query: sa.Select[Any]) -> list[Recall]:
        rows = self._connection.execute(query).all()
        steps = self._steps([row.id for row in rows])
        return [_recall_from(row, steps[row.id]) for row in rows]

    def _steps(self, ids: list[str]) -> dict[str, list[RecallStep]]:
        order = (recall_steps.c.recorded_at, recall_steps.c.step.desc())
        query = recall_steps.select().where(recall_steps.c.recall_id.in_(ids)).order_by(*order)
        found = defaultdict(list)
        for row in self._connection.execute(query) if ids else ():
            found[row.recall_id].append(_step_from(row))
        return found


def _step_values(step: RecallStep) -> dict[str, object]:
    return {
        "step": step.step,
        "at": step.at,
        "channel": step.channel,
        "answer": step.answer,
        "answered_by": step.answered_by,
        "evidence": evidence_values(step.evidence),
        "recorded_at": step.recorded_at,
        "recorded_by": step.recorder.client,
        "recorded_by_staff": step.recorder.staff,
    }


def _step_from(row: sa.Row[Any]) -> RecallStep:
    return RecallStep(
        step=row.step,
        at=row.at,
        channel=row.channel,
        recorded_at=row.recorded_at,
        recorder=Recorder(row.recorded_by, row.recorded_by_staff),
        evidence=evidence_from(row.evidence),
        answer=row.answer,
        answered_by=row.answered_by,
    )


def _recall_from(row: sa.Row[Any], steps: Sequence[RecallStep]) -> Recall:
    return Recall(
        id=row.id,
        controller=row.controller,
        subject=row.subject,
        consent_id=row.consent_id,
        withdrawal_id=row.withdrawal_id,
        went=permits_from({**row.went, "recipient": row.recipient}),
        opened_at=row.opened_at,
        steps=tuple(steps),
    )


def _values(recall: Recall) -> dict[str, object]:
    went = permits_document(recall.went)
    return {
        "id": recall.id,
        "withdrawal_id": recall.withdrawal_id,
        "consent_id": recall.consent_id,
        "controller": recall.controller,
        "subject": recall.subject,
        "recipient": went.pop("recipient"),
        "went": went,
        "opened_at": recall.opened_at,
    }
