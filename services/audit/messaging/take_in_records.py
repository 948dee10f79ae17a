"""The consumer's handler: every record ends as an entry or in quarantine."""

from collections import Counter
from collections.abc import Callable, Sequence

import sqlalchemy as sa
import structlog

from services.audit.domain.search_fields import KNOWN_TYPES
from services.audit.use_cases.ports import Journal
from services.audit.use_cases.store_records import Stored, store_records
from shared.clock import Clock
from shared.messaging.consumer import Handler, Record
from shared.metrics import AUDIT_ENTRIES, AUDIT_ENTRY_DELAY_SECONDS, QUARANTINED

CONSUMER = "audit-consumer"

log = structlog.get_logger()


def record_handler(open_journal: Callable[[sa.Connection], Journal], clock: Clock) -> Handler:
    """Return the function that the consumer calls inside the transaction that also stores its position."""

    def take_in(connection: sa.Connection, records: Sequence[Record]) -> None:
        received_at = clock()
        stored = store_records(records, open_journal(connection), received_at)
        _report(stored)
        if stored.entries:
            oldest = min(entry.occurred_at for entry in stored.entries)
            AUDIT_ENTRY_DELAY_SECONDS.observe(max(0.0, (received_at - oldest).total_seconds()))

    return take_in


def _report(stored: Stored) -> None:
    # A type is what a message says it is; only known ones may become a label.
    for label, count in Counter(
        entry.type if entry.type in KNOWN_TYPES else "other" for entry in stored.entries
    ).items():
        AUDIT_ENTRIES.labels(type=label).inc(count)
    for delivery, malformed in stored.quarantined:
        QUARANTINED.labels(consumer=CONSUMER, reason=malformed.reason).inc()
        log.error(
            "message put into quarantine",
            reason=malformed.reason,
            detail=malformed.detail,
            topic=delivery.topic,
            partition=delivery.partition,
            offset=delivery.offset,
        )
