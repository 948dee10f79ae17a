"""Metrics of the log beyond those of every consumer."""

from prometheus_client import Counter, Histogram

ENTRIES = Counter("audit_entries_total", "Entries added to the log, by type of event.", ["type"])
ENTRY_DELAY_SECONDS = Histogram(
    "audit_entry_delay_seconds",
    "Age of the oldest event of a batch when it was handed to the database.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600, 3_600, 86_400),
)
