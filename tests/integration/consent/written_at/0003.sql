-- The adult let a practice see everything for a month.
INSERT INTO delegations (id, controller, subject, mandate, recorded_at, recorded_by, state_version) VALUES (
    '019ca945-0a00-7000-8000-000000000009', 'hospital', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr',
    '{"kind": "grant", "delegate": {"kind": "own-gp", "id": "gp-1"}, "given_by": {"authority": "self"},
      "powers": ["view"], "from": "2026-03-01", "until": "2026-04-01", "part": {}, "channel": "self-service", "evidence": []}',
    '2026-03-01T16:00:00Z', 'desk-screen', 5
);
INSERT INTO delegation_steps (
    delegation_id, step, at, channel, evidence, recorded_at, recorded_by, state_version
) VALUES (
    '019ca945-0a00-7000-8000-000000000009', 'accepted', '2026-03-01T17:00:00Z', 'phone', '[]', '2026-03-01T17:00:00Z',
    'desk-screen', 6
);
UPDATE subject_states SET version = 6 WHERE subject = 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr';
