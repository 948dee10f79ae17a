"""Since when what is to become of recalls waits, by controller, in PostgreSQL."""

import sqlalchemy as sa

from services.consent.domain.recall import RecallStatus
from services.consent.storage.recall_tables import recall_questions, recall_steps, recalls
from services.consent.storage.tables import consents, withdrawals

UNDECIDED_SINCE = (
    sa.select(consents.c.controller, sa.func.min(withdrawals.c.recorded_at).label("since"))
    .select_from(
        recall_questions.join(withdrawals, withdrawals.c.id == recall_questions.c.withdrawal_id).join(
            consents, consents.c.id == withdrawals.c.consent_id
        )
    )
    .where(recall_questions.c.decided_at.is_(None))
    .group_by(consents.c.controller)
)


def stands(status: RecallStatus) -> sa.ColumnElement[bool]:
    """Return the condition that a recall has come so far and no further."""
    if status is RecallStatus.ANSWERED:
        return _took("answered")
    sent = _took("sent")
    return sa.and_(sent if status is RecallStatus.SENT else ~sent, ~_took("answered"))


def _took(step: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(recall_steps.c.recall_id == recalls.c.id, recall_steps.c.step == step)


OPEN_SINCE = (
    sa.select(recalls.c.controller, sa.func.min(recalls.c.opened_at).label("since"))
    .where(stands(RecallStatus.OPEN))
    .group_by(recalls.c.controller)
)

_sent = recall_steps.alias()
SENT_SINCE = (
    sa.select(recalls.c.controller, sa.func.min(_sent.c.recorded_at).label("since"))
    .select_from(recalls.join(_sent, _sent.c.recall_id == recalls.c.id))
    .where(_sent.c.step == "sent", stands(RecallStatus.SENT))
    .group_by(recalls.c.controller)
)
