-- An adult consented, took a part of it back, refused a recipient and took the refusal back; for a child somebody
-- with custody consented, until a stated day. Nobody here exists. Of the outbox only the last events are here.
INSERT INTO subject_states (controller, subject, version) VALUES
('hospital', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', 4),
('hospital', 'k1.7lwl5hlfbjjq5v2r5bmrnxzs6t574gh5', 2);

INSERT INTO consents (
    id, controller, subject, given_at, given_by_authority, given_by_reference, form, form_exemption, channel,
    text_id, text_version, text_language, course, stated_end, scope, evidence, valid_until, valid_until_reason,
    recorded_at, recorded_by, state_version
) VALUES (
    '019ca945-0a00-7000-8000-000000000001', 'hospital', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', '2026-02-01T10:00:00Z',
    'self', NULL, 'written', NULL, 'desk', 'insurer-payment', '3', 'da', NULL, NULL,
    '{"recipients": [{"kind": "insurer", "id": "insurer-a"}], "purposes": ["insurance-payment"],
      "items": [{"category": "dx"}, {"category": "notes"}]}',
    '[]', '2027-02-01', 'one-calendar-year', '2026-03-01T12:00:00Z', 'desk-screen', 1
), (
    '019ca945-0a00-7000-8000-000000000002', 'hospital', 'k1.7lwl5hlfbjjq5v2r5bmrnxzs6t574gh5', '2026-02-01T10:00:00Z',
    'custody', 'parent-1', 'oral', NULL, 'desk', 'insurer-payment', '3', 'da', 'K1', '2026-12-31',
    '{"recipients": [{"kind": "insurer", "id": "insurer-a"}], "purposes": ["second-opinion"],
      "items": [{"category": "dx"}, {"category": "notes"}]}',
    '[]', '2026-12-31', 'course', '2026-03-01T12:00:00Z', 'desk-screen', 1
);

INSERT INTO withdrawals (id, consent_id, at, part, channel, recorded_at, recorded_by, state_version) VALUES (
    '019ca945-0a00-7000-8000-000000000003', '019ca945-0a00-7000-8000-000000000001', '2026-03-01T13:00:00Z',
    '{"items": [{"category": "notes"}]}', 'phone', '2026-03-01T13:00:00Z', 'desk-screen', 2
);

INSERT INTO objections (
    id, controller, subject, kind, raised_at, channel, part, recorded_at, recorded_by, state_version
) VALUES (
    '019ca945-0a00-7000-8000-000000000004', 'hospital', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', 'refusal',
    '2026-03-01T14:00:00Z', 'phone', '{"recipients": [{"kind": "own-gp"}]}', '2026-03-01T14:00:00Z', 'desk-screen', 3
), (
    '019ca945-0a00-7000-8000-000000000005', 'hospital', 'k1.7lwl5hlfbjjq5v2r5bmrnxzs6t574gh5', 'refusal',
    '2026-03-01T15:00:00Z', 'phone', '{"recipients": [{"kind": "insurer", "id": "insurer-b"}]}',
    '2026-03-01T15:00:00Z', 'desk-screen', 2
);

INSERT INTO objection_lifts (objection_id, at, channel, recorded_at, recorded_by, state_version) VALUES (
    '019ca945-0a00-7000-8000-000000000004', '2026-03-01T15:00:00Z', 'phone', '2026-03-01T15:00:00Z', 'desk-screen', 4
);

INSERT INTO change_commits (change_id, seen_at) VALUES
('019ca945-0a00-7000-8000-000000000003', '2026-03-01T13:00:00Z'),
('019ca945-0a00-7000-8000-000000000004', '2026-03-01T14:00:00Z');

-- The digest is that of a body which a caller may send again after the upgrade.
INSERT INTO idempotent_answers (client, key, digest, answer, answered_at) VALUES (
    'desk-screen', 'first', '9d2ca5b9d2aad5c02ded79b5d30bb23c2d9dd9a381ce6a32921f990b225f18f8',
    '{"id": "019ca945-0a00-7000-8000-000000000001", "form": "written", "text": {"id": "insurer-payment", "version": "3",
      "language": "da"}, "scope": {"items": [{"category": "dx"}, {"category": "notes"}], "purposes":
      ["insurance-payment"], "recipients": [{"id": "insurer-a", "kind": "insurer"}]}, "status": "in-force", "channel":
      "desk", "subject": "k1.66toxik7cj4l5clqvl27onptqhvpnzxr", "version": 1, "evidence": [], "given_at":
      "2026-02-01T10:00:00.000000Z", "given_by": {"authority": "self"}, "controller": "hospital", "recorded_at":
      "2026-03-01T12:00:00.000000Z", "recorded_by": "desk-screen", "valid_until": "2027-02-01", "withdrawals": [],
      "state_version": 1, "status_explanation": "Valid until 2027-02-01, that day not included. Consents for other purposes than treatment lapse one calendar year after they were given.",
      "valid_until_reason": "one-calendar-year"}',
    '2026-03-01T12:00:00Z'
);

INSERT INTO outbox (topic, key, type, payload, traceparent) VALUES (
    'consent.changes.v1', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', 'ObjectionRaised', convert_to(
    '{"id":"019ca945-0a00-7000-8000-000000000006","type":"ObjectionRaised","version":1,'
    '"occurred_at":"2026-03-01T14:00:00.000000Z","controller":"hospital",'
    '"subject":"k1.66toxik7cj4l5clqvl27onptqhvpnzxr","data":{"objection":"019ca945-0a00-7000-8000-000000000004",'
    '"kind":"refusal","raised_at":"2026-03-01T14:00:00.000000Z","channel":"phone",'
    '"part":{"recipients":[{"kind":"own-gp"}]},"state_version":3,"client":"desk-screen"}}', 'UTF8'),
    '00-b913af0c8b35296a9f84223bcee8c5ba-37e1fb347d10ed2b-00'
), (
    'consent.states.v1', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', 'SubjectStateChanged', convert_to(
    '{"id":"019ca945-0a00-7000-8000-000000000007","type":"SubjectStateChanged","version":1,'
    '"occurred_at":"2026-03-01T15:00:00.000000Z","controller":"hospital",'
    '"subject":"k1.66toxik7cj4l5clqvl27onptqhvpnzxr","data":{"controller":"hospital",'
    '"subject":"k1.66toxik7cj4l5clqvl27onptqhvpnzxr","version":4,'
    '"consents":[{"id":"019ca945-0a00-7000-8000-000000000001","given_at":"2026-02-01T10:00:00.000000Z",'
    '"given_by":{"authority":"self"},"form":"written","channel":"desk","text":{"id":"insurer-payment","version":"3",'
    '"language":"da"},"scope":{"recipients":[{"kind":"insurer","id":"insurer-a"}],"purposes":["insurance-payment"],'
    '"items":[{"category":"dx"},{"category":"notes"}]},"valid_until":"2027-02-01",'
    '"valid_until_reason":"one-calendar-year","withdrawals":[{"id":"019ca945-0a00-7000-8000-000000000003",'
    '"at":"2026-03-01T13:00:00.000000Z","part":{"items":[{"category":"notes"}]},"channel":"phone"}]}],'
    '"objections":[{"id":"019ca945-0a00-7000-8000-000000000004","kind":"refusal",'
    '"raised_at":"2026-03-01T14:00:00.000000Z","channel":"phone","part":{"recipients":[{"kind":"own-gp"}]},'
    '"lifted_at":"2026-03-01T15:00:00.000000Z"}],"delegations":[]}}', 'UTF8'),
    '00-e721c81c757d4617964ab7fe0a64ec28-c83f72840148816f-00'
), (
    'consent.changes.v1', 'k1.66toxik7cj4l5clqvl27onptqhvpnzxr', 'ObjectionLifted', convert_to(
    '{"id":"019ca945-0a00-7000-8000-000000000008","type":"ObjectionLifted","version":1,'
    '"occurred_at":"2026-03-01T15:00:00.000000Z","controller":"hospital",'
    '"subject":"k1.66toxik7cj4l5clqvl27onptqhvpnzxr","data":{"objection":"019ca945-0a00-7000-8000-000000000004",'
    '"kind":"refusal","lifted_at":"2026-03-01T15:00:00.000000Z","channel":"phone","state_version":4,'
    '"client":"desk-screen"}}', 'UTF8'),
    '00-e721c81c757d4617964ab7fe0a64ec28-c83f72840148816f-00'
);

-- Every event so far is with the broker.
INSERT INTO relay_cursors (topic, topic_id, xid, seq, position)
SELECT topic, 'topic-1', max(xid), max(seq), count(*) FROM outbox GROUP BY topic;
