-- The adult was asked for another consent and said no.
INSERT INTO refused_consents (
    id, controller, subject, asked_by, refused_at, refused_by_authority, form, channel, text_id, text_version,
    text_language, scope, evidence, recorded_at, recorded_by, state_version
) VALUES (
    '019ca945-0a00-7000-8000-00000000000d', 'hospital', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', 'ward-12',
    '2026-03-01T17:00:00Z', 'self', 'written', 'desk', 'insurer-payment', '3', 'da',
    '{"recipients": [{"kind": "insurer", "id": "insurer-b"}], "purposes": ["insurance-payment"],
      "items": [{"category": "dx"}]}',
    '[]', '2026-03-01T18:00:00Z', 'desk-screen', 7
);
UPDATE subject_states SET version = 7 WHERE subject = 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr';
