"""The queue of deliveries, as the processes that make them share it."""

from collections.abc import Mapping
from typing import Any

import orjson
import sqlalchemy as sa

from services.consent.domain.change import PlaceInOrder
from services.consent.domain.webhook import Attempt, Backlog, ClaimedDelivery, Outcome
from services.consent.storage import delivery_statements as statements
from services.consent.storage.changes import ChangeRows
from services.consent.storage.webhook_tables import webhook_attempts, webhook_deliveries
from shared.events.topics import CONSENT_CHANGES
from shared.identifiers import new_id

MOST_MADE_AT_ONCE = 500


class PostgresDeliveryQueue:
    """The port DeliveryQueue."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def make_deliveries(self) -> int:
        """Put the next changes that each active webhook wants into the queue; return how many changes were looked at.

        A webhook whose place another process holds is left to that one.
        """
        with self._engine.connect() as connection:
            behind = connection.execute(statements.BEHIND).all()
        return sum(self._make_for(row) for row in behind)

    def _make_for(self, webhook: sa.Row[Any]) -> int:
        with self._engine.begin() as connection:
            place = connection.execute(statements.PLACE, {"id": webhook.id}).one_or_none()
            if place is None:
                return 0
            reached = PlaceInOrder(place.xid, place.seq)
            changes = ChangeRows(connection).after(reached, [webhook.controller], MOST_MADE_AT_ONCE)
            wanted = [c.place for c in changes if webhook.event_types is None or c.type in webhook.event_types]
            if wanted:
                connection.execute(webhook_deliveries.insert(), [_delivery(webhook.id, place) for place in wanted])
            if changes:
                last = changes[-1].place
                moved = {"id": webhook.id, "xid": last.transaction, "seq": last.sequence}
                connection.execute(statements.MOVE, moved)
        return len(changes)

    def claim(self, under_way: Mapping[str, int], most_at_once: int, seconds: float) -> list[ClaimedDelivery]:
        """Claim what is due for so many seconds, at each webhook so much that no more than the most is under way."""
        claim = str(new_id())
        asked = {
            "claim": claim,
            "webhooks": list(under_way),
            "counts": list(under_way.values()),
            "most_at_once": most_at_once,
            "seconds": seconds,
            "topic": CONSENT_CHANGES,
        }
        with self._engine.begin() as connection:
            return [_claimed(row, claim) for row in connection.execute(statements.CLAIM, asked)]

    def keep(self, delivery: ClaimedDelivery, attempt: Attempt, wait_seconds: float | None) -> None:
        """Keep an attempt, and when the delivery is tried next: never again without a wait."""
        values = {
            "delivery_id": delivery.id,
            "claim": delivery.claim,
            "at": attempt.at,
            "milliseconds": attempt.milliseconds,
            "outcome": attempt.answer.outcome.value,
            "status_code": attempt.answer.status,
        }
        with self._engine.begin() as connection:
            connection.execute(webhook_attempts.insert(), values)
            if attempt.answer.outcome is Outcome.DELIVERED:
                connection.execute(statements.DELIVERED, {"id": delivery.id})
            else:
                failed = {"id": delivery.id, "claim": delivery.claim, "wait": wait_seconds}
                connection.execute(statements.FAILED, failed)

    def backlogs(self) -> list[Backlog]:
        """Return what each controller's active webhooks have still to be told."""
        with self._engine.connect() as connection:
            rows = connection.execute(statements.BACKLOGS).all()
        return [Backlog(row.controller, row.waiting_since, int(row.dead_letters)) for row in rows]


def _delivery(webhook_id: str, place: PlaceInOrder) -> dict[str, Any]:
    return {"id": str(new_id()), "webhook_id": webhook_id, "xid": place.transaction, "seq": place.sequence}


def _claimed(row: sa.Row[Any], claim: str) -> ClaimedDelivery:
    event = bytes(row.payload)
    return ClaimedDelivery(
        id=row.id,
        claim=claim,
        webhook_id=row.webhook_id,
        controller=row.controller,
        url=row.url,
        tries=row.tries,
        event_id=orjson.loads(event)["id"],
        event=event,
    )
