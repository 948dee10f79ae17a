-- The adult was recorded as dead, by mistake.
INSERT INTO deaths (id, controller, subject, died_on, evidence, recorded_at, recorded_by, state_version) VALUES (
    '019ca945-0a00-7000-8000-000000000010', 'hospital', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', '2026-02-28', '[]',
    '2026-03-01T19:00:00Z', 'desk-screen', 8
);
INSERT INTO death_retractions (death_id, recorded_at, recorded_by, state_version) VALUES
('019ca945-0a00-7000-8000-000000000010', '2026-03-01T20:00:00Z', 'desk-screen', 9);
UPDATE subject_states SET version = 9 WHERE subject = 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr';
