-- A consent was to be taken over from an older system, which was refused.
INSERT INTO consent_imports (id, controller, source, dry_run, received_at, client, lines, finished_at) VALUES (
    '019ca945-0a00-7000-8000-00000000000e', 'hospital', 'old-system', false, '2026-03-01T12:00:00Z', 'desk-screen', 1,
    '2026-03-01T12:01:00Z'
);
INSERT INTO consent_import_lines (import_id, line, source_id, outcome, refusal) VALUES (
    '019ca945-0a00-7000-8000-00000000000e', 1, 'row-1', 'refused',
    '{"problem": "invalid-request", "errors": [{"pointer": "/form", "detail": "Say how it was given."}]}'
);
