"""Every metric of the system: one name each, declared once, served by every service at /metrics."""

from prometheus_client import Counter, Gauge, Histogram

HTTP_SECONDS = Histogram(
    "http_request_seconds",
    "Time from receiving a request to handing over the answer, by service, operation and status.",
    ["service", "operation", "status"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)

DECISIONS = Counter(
    "disclosure_decisions_total",
    "Decisions answered, by controller and outcome (permit, partial, deny).",
    ["controller", "outcome"],
)
CONSENT_STATE_READS = Counter(
    "disclosure_consent_state_reads_total",
    "Where the consent state of a decision came from (copy, strong-read, none).",
    ["source"],
)
CONSENT_COPY_COMPLETE = Gauge(
    "disclosure_consent_copy_complete_timestamp_seconds",
    "Up to when this partition of the gate's copy of consent state misses nothing (Unix time).",
    ["partition"],
    multiprocess_mode="mostrecent",
)

RELAYED = Counter("relay_records_total", "Records that the broker has acknowledged.", ["topic"])
RELAY_COMPLETE = Gauge(
    "relay_complete_timestamp_seconds",
    "Everything committed before this moment (Unix time) is known to be with the broker; alarm when it is long ago.",
    ["topic"],
    multiprocess_mode="mostrecent",
)
REBUILT_TOPICS = Counter(
    "relay_rebuilt_topics_total",
    "How often a topic was found empty or replaced and was sent again from the outbox.",
    ["topic"],
)
TEMPORARY_FAILURES = Counter(
    "process_temporary_failures_total",
    "How often a relay or consumer lost its database or broker and started over.",
    ["process"],
)
CONSUMED = Counter(
    "consumer_records_total", "Records taken in, position and effect committed together.", ["consumer", "topic"]
)
QUARANTINED = Counter(
    "consumer_quarantined_total",
    "Records that could not be read and were set aside with their bytes.",
    ["consumer", "reason"],
)
CONSUMER_BATCH_SECONDS = Histogram("consumer_batch_seconds", "Time to take in one batch of records.", ["consumer"])
CONSUMER_LAST_POLL = Gauge(
    "consumer_last_poll_timestamp_seconds",
    "When the consumer last heard from the broker (Unix time).",
    ["consumer"],
    multiprocess_mode="mostrecent",
)

WEBHOOK_ATTEMPTS = Counter(
    "webhook_attempts_total",
    "Attempts to tell a webhook of a change, by controller and what became of them.",
    ["controller", "outcome"],
)
WEBHOOK_UNDELIVERED_SINCE = Gauge(
    "webhook_undelivered_since_timestamp_seconds",
    "Since when the oldest undelivered change of the controller's active webhooks waits (Unix time), the present moment"
    " when none does; alarm when it is long ago.",
    ["controller"],
    multiprocess_mode="mostrecent",
)
WEBHOOK_DEAD_LETTERS = Gauge(
    "webhook_dead_letters",
    "Deliveries to the controller's webhooks that were given up and that nobody has asked for again.",
    ["controller"],
    multiprocess_mode="mostrecent",
)

RECALLS_UNDECIDED_SINCE = Gauge(
    "consent_recalls_undecided_since_timestamp_seconds",
    "Since when the controller's oldest withdrawal waits of which it is not known yet who is to be told (Unix time),"
    " the present moment when none does; alarm when it is long ago.",
    ["controller"],
    multiprocess_mode="mostrecent",
)
RECALLS_OPEN_SINCE = Gauge(
    "consent_recalls_open_since_timestamp_seconds",
    "Since when the controller's oldest recall waits of which nothing was sent or answered (Unix time), the present"
    " moment when none does; alarm when it is long ago.",
    ["controller"],
    multiprocess_mode="mostrecent",
)
RECALLS_SENT_SINCE = Gauge(
    "consent_recalls_sent_since_timestamp_seconds",
    "Since when the controller's oldest recall that was sent waits for an answer (Unix time), the present moment when"
    " none does; alarm when it is long ago.",
    ["controller"],
    multiprocess_mode="mostrecent",
)

OBJECTIONS_AWAITING_SINCE = Gauge(
    "consent_objections_awaiting_since_timestamp_seconds",
    "Since when the oldest objection under article 21(1) GDPR awaits the controller's answer (Unix time), the present"
    " moment when none does; alarm when it is long ago.",
    ["controller"],
    multiprocess_mode="mostrecent",
)

IMPORTED_LINES = Counter(
    "consent_import_lines_total",
    "Lines of imports that were worked on, by controller and what became of them; those of dry runs are not counted.",
    ["controller", "outcome"],
)

AUDIT_ENTRIES = Counter("audit_entries_total", "Entries added to the log, by type of event.", ["type"])
AUDIT_ENTRY_DELAY_SECONDS = Histogram(
    "audit_entry_delay_seconds",
    "Age of the oldest event of a batch when it was handed to the database.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600, 3_600, 86_400),
)
