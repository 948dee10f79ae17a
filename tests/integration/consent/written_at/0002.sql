-- For the child, somebody objected under article 21(1) GDPR, and the controller answered.
INSERT INTO objections (
    id, controller, subject, kind, raised_at, channel, part, recorded_at, recorded_by, state_version
) VALUES (
    '019ca945-0a00-7000-8000-000000000011', 'hospital', 'k1.7lwl5hlfbjjq5v2r5bmrnxzs6t574gh5', 'particular-situation',
    '2026-03-02T11:00:00Z', 'phone', '{"purposes": ["claims"]}', '2026-03-02T11:00:00Z', 'desk-screen', 3
);
INSERT INTO objection_answers (objection_id, at, answer, grounds, recorded_at, recorded_by, state_version) VALUES (
    '019ca945-0a00-7000-8000-000000000011', '2026-03-02T12:00:00Z', 'upheld', 'Nothing speaks against it.',
    '2026-03-02T12:00:00Z', 'desk-screen', 4
);
UPDATE subject_states SET version = 4 WHERE subject = 'k1.7lwl5hlfbjjq5v2r5bmrnxzs6t574gh5';
