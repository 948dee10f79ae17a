-- A system of the controller is told of changes; of one it was told at the second try.
INSERT INTO webhooks (id, controller, url, event_types, registered_at, registered_by) VALUES (
    '019ca945-0a00-7000-8000-00000000000a', 'hospital', 'https://journal.example/changes', '["ConsentWithdrawn"]',
    '2026-03-01T12:00:00Z', 'desk-screen'
);
INSERT INTO webhook_statuses (webhook_id, status, at, by) VALUES
('019ca945-0a00-7000-8000-00000000000a', 'active', '2026-03-01T12:00:00Z', 'desk-screen'),
('019ca945-0a00-7000-8000-00000000000a', 'paused', '2026-03-01T17:00:00Z', 'desk-screen');
INSERT INTO webhook_cursors (webhook_id, xid, seq)
SELECT '019ca945-0a00-7000-8000-00000000000a', max(xid), max(seq) FROM outbox;
INSERT INTO webhook_deliveries (id, webhook_id, xid, seq, status, due_at, waiting_since, tries)
SELECT '019ca945-0a00-7000-8000-00000000000b', '019ca945-0a00-7000-8000-00000000000a', max(xid), max(seq), 'delivered',
    '2026-03-01T16:00:00Z', '2026-03-01T16:00:00Z', 2
FROM outbox;
INSERT INTO webhook_attempts (delivery_id, claim, at, milliseconds, outcome, status_code) VALUES
('019ca945-0a00-7000-8000-00000000000b', '019ca945-0a00-7000-8000-00000000000c', '2026-03-01T16:00:00Z', 12, 'refused',
    503);
INSERT INTO webhook_redeliveries (delivery_id, asked_at, asked_by) VALUES
('019ca945-0a00-7000-8000-00000000000b', '2026-03-01T16:01:00Z', 'desk-screen');
