-- Whom the withdrawal is to be told to was decided, and the one was told.
INSERT INTO recall_questions (withdrawal_id, decided_at) VALUES
('019ca945-0a00-7000-8000-000000000003', '2026-03-01T13:00:03Z');
INSERT INTO recalls (id, withdrawal_id, consent_id, controller, subject, recipient, went, opened_at) VALUES (
    '019ca945-0a00-7000-8000-00000000000f', '019ca945-0a00-7000-8000-000000000003',
    '019ca945-0a00-7000-8000-000000000001', 'hospital', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr',
    '{"kind": "insurer", "id": "insurer-a", "country": "DK"}',
    '{"purposes": ["insurance-payment"], "categories": ["notes"], "first_at": "2026-02-02T08:00:00.000000Z",
      "last_at": "2026-02-03T08:00:00.000000Z", "permits": 2}', '2026-03-01T13:00:03Z'
);
INSERT INTO recall_steps (recall_id, step, at, channel, evidence, recorded_at, recorded_by) VALUES (
    '019ca945-0a00-7000-8000-00000000000f', 'sent', '2026-03-01T14:00:00Z', 'letter', '[]', '2026-03-01T14:00:00Z',
    'desk-screen'
);
