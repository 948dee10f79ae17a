-- Two decisions and a consent of somebody who does not exist. Of the stream of decisions, what came second could not
-- be read, and what was third has not come yet.
INSERT INTO entries (
    id, type, version, occurred_at, controller, subject, recipient_kind, recipient_id, purpose, outcome, reasons, rules,
    basis, decision_id, client, pack_version, producer, position, topic, topic_id, partition, "offset", received_at, event
) VALUES (
    '01a1f8d3-0000-7000-8000-000000000001', 'DisclosureDecided', 1, '2026-11-20T11:59:57Z', 'hospital',
    'k1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'insurer', 'insurer-a', 'insurance-payment', 'partial',
    '{outside-consent-scope}', '{hospital.insurer-pays}', '{SUL-43-1,SUL-44}', '01a1f8d3-0000-7000-8000-000000000001',
    'record-system', '2026.11', 'disclosure:4b0c8d8e-0000-4000-8000-000000000001', 1, 'disclosure.decisions.v1',
    '7d9f3a52-0000-4000-8000-000000000001', 0, 0, '2026-11-20T12:00:00Z', convert_to(
    '{"id":"01a1f8d3-0000-7000-8000-000000000001","type":"DisclosureDecided","version":1,'
    '"occurred_at":"2026-11-20T11:59:57.000000Z","controller":"hospital",'
    '"subject":"k1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","data":{"check":{"purpose":"insurance-payment",'
    '"recipient":{"kind":"insurer","id":"insurer-a","country":"DK"}},"decision":{"outcome":"partial",'
    '"items":[{"category":"dx","outcome":"permit","rule":"hospital.insurer-pays","basis":["SUL-43-1","SUL-44"]},'
    '{"category":"notes","outcome":"deny","reason":"outside-consent-scope"}],"pack":{"controller":"hospital",'
    '"version":"2026.11","digest":"00"}},"client":"record-system","request_id":"request-1"}}', 'UTF8')
), (
    '01a1f8d3-0000-7000-8000-000000000002', 'DisclosureDecided', 1, '2026-11-20T11:59:58Z', 'hospital',
    'k1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'own-gp', NULL, 'treatment', 'permit', '{}', '{hospital.discharge}',
    '{SUL-41-2}', '01a1f8d3-0000-7000-8000-000000000002', 'record-system', '2026.11',
    'disclosure:4b0c8d8e-0000-4000-8000-000000000001', 4, 'disclosure.decisions.v1',
    '7d9f3a52-0000-4000-8000-000000000001', 0, 3, '2026-11-20T12:00:00Z', convert_to(
    '{"id":"01a1f8d3-0000-7000-8000-000000000002","type":"DisclosureDecided","version":1,'
    '"occurred_at":"2026-11-20T11:59:58.000000Z","controller":"hospital",'
    '"subject":"k1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","data":{"check":{"purpose":"treatment",'
    '"recipient":{"kind":"own-gp"}},"decision":{"outcome":"permit","items":[{"category":"notes","outcome":"permit",'
    '"rule":"hospital.discharge","basis":["SUL-41-2"]}],"pack":{"controller":"hospital","version":"2026.11",'
    '"digest":"00"}},"client":"record-system","request_id":"request-2"}}', 'UTF8')
), (
    '01a1f8d3-0000-7000-8000-000000000003', 'ConsentGiven', 1, '2026-11-20T11:59:59Z', 'hospital',
    'k1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', NULL, NULL, NULL, NULL, '{}', '{}', '{}', NULL, 'desk', NULL, 'consent:1', 1,
    'consent.changes.v1', '7d9f3a52-0000-4000-8000-000000000002', 0, 0, '2026-11-20T12:00:00Z', convert_to(
    '{"id":"01a1f8d3-0000-7000-8000-000000000003","type":"ConsentGiven","version":1,'
    '"occurred_at":"2026-11-20T11:59:59.000000Z","controller":"hospital",'
    '"subject":"k1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","data":{"client":"desk"}}', 'UTF8')
);

INSERT INTO quarantine (
    fingerprint, reason, detail, producer, position, topic, topic_id, partition, "offset", received_at, key, headers, value
) VALUES (
    '\x62cf3178ad24f4759eac32cd3b1d2fc0dd9d64c6dbc5ce8398886c5c9d625eb7', 'not-json', '',
    'disclosure:4b0c8d8e-0000-4000-8000-000000000001', 2, 'disclosure.decisions.v1',
    '7d9f3a52-0000-4000-8000-000000000001', 0, 1, '2026-11-20T12:00:00Z', 'k1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '{"type": "DisclosureDecided", "producer": "disclosure:4b0c8d8e-0000-4000-8000-000000000001", "position": "2"}', '{'
);

INSERT INTO completeness_marks (producer, topic, highest, gaps, made_at) VALUES
('disclosure:4b0c8d8e-0000-4000-8000-000000000001', 'disclosure.decisions.v1', 4, '{[3,4)}', '2026-11-20T12:00:00Z'),
('consent:1', 'consent.changes.v1', 1, '{}', '2026-11-20T12:00:00Z');

INSERT INTO consumer_positions (topic, topic_id, partition, next_offset, recorded_at) VALUES
('disclosure.decisions.v1', '7d9f3a52-0000-4000-8000-000000000001', 0, 4, '2026-11-20T12:00:00Z'),
('consent.changes.v1', '7d9f3a52-0000-4000-8000-000000000002', 0, 1, '2026-11-20T12:00:00Z');
