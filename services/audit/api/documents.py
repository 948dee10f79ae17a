"""Entries and completeness as the API shows them."""

import orjson

from services.audit.domain.entry import Entry, EntryWithEvent
from services.audit.domain.entry_kind import kind_of
from services.audit.use_cases.report_completeness import Completeness, StreamCompleteness
from shared.clock import timestamp
from shared.events.envelope import Document

MOST_GAPS_SHOWN = 1_000
_MOMENTS = ("occurred_at", "received_at")
_ORIGIN = ("producer", "position", "topic", "topic_id", "partition", "offset")


def entry_document(entry: Entry) -> Document:
    """Return an entry without its event."""
    document = entry._asdict()
    document["kind"] = kind_of(entry.type)
    kind, recipient_id = document.pop("recipient_kind"), document.pop("recipient_id")
    document["recipient"] = None if kind is None else {"kind": kind, "id": recipient_id}
    for moment in _MOMENTS:
        document[moment] = timestamp(document[moment])
    document["origin"] = {name: document.pop(name) for name in _ORIGIN}
    return document


def entry_with_event_document(found: EntryWithEvent) -> Document:
    """Return an entry with its event."""
    return entry_document(found.entry) | {"event": orjson.loads(found.event)}


def completeness_document(completeness: Completeness) -> Document:
    """Return how far each stream is known complete."""
    streams = [_stream_document(stream) for stream in completeness.streams]
    return {"streams": streams, "quarantined": completeness.quarantined}


def _stream_document(found: StreamCompleteness) -> Document:
    coverage = found.coverage
    return {
        **found.stream._asdict(),
        "complete_to": coverage.complete_to,
        "highest": coverage.highest,
        "missing": coverage.highest - coverage.arrived_count,
        "gaps": [gap._asdict() for gap in coverage.gaps[:MOST_GAPS_SHOWN]],
        "entries": found.entries,
        "quarantined": found.quarantined,
        "last_entry_at": timestamp(found.last_entry_at) if found.last_entry_at else None,
    }
