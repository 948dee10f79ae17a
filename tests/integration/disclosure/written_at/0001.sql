-- A diagnosis went to an insurer twice, on two versions of the state of somebody who had consented. Nobody here exists.
INSERT INTO subject_states (controller, subject, version, state) VALUES (
    'aleris', 'k1.zacgfqaptshlzrlc2f66e27ghuofjim5', 2,
    '{"controller":"aleris","subject":"k1.zacgfqaptshlzrlc2f66e27ghuofjim5","version":2,'
    '"consents":[{"id":"5e3b9a0e-0000-7000-8000-000000000001","given_at":"2026-06-01T09:00:00+00:00",'
    '"given_by":{"authority":"self"},"form":"written","scope":{"recipients":[{"kind":"insurer","id":"insurer-a"}],'
    '"purposes":["insurance-payment"],"items":[{"category":"dx"},{"category":"proc"}]},"withdrawals":[]}],'
    '"objections":[]}'
);

INSERT INTO heartbeats (partition, at) VALUES (0, '2026-11-20T11:00:00Z'), (1, '2026-11-20T11:00:00Z');

INSERT INTO quarantine (topic_id, partition, "offset", reason, value) VALUES ('topic-1', 0, 2, 'KeyError', '{}');

INSERT INTO consumer_positions (topic, topic_id, partition, next_offset, recorded_at) VALUES
('consent.states.v1', 'topic-1', 0, 3, '2026-11-20T11:00:00Z'),
('consent.states.v1', 'topic-1', 1, 7, '2026-11-20T11:00:00Z');

-- The digest is that of a check which a caller may send again after the upgrade.
INSERT INTO decisions (
    id, controller, client, idempotency_key, place, request_digest, topic, key, type, payload, traceparent
) VALUES (
    '01a1f89c-1120-7000-8000-000000000001', 'aleris', 'desk-screen', NULL, 0, NULL, 'disclosure.decisions.v1',
    'k1.zacgfqaptshlzrlc2f66e27ghuofjim5', 'DisclosureDecided', convert_to(
    '{"id":"01a1f89c-1120-7000-8000-000000000001","type":"DisclosureDecided","version":1,'
    '"occurred_at":"2026-11-20T10:59:00.000000Z","controller":"aleris",'
    '"subject":"k1.zacgfqaptshlzrlc2f66e27ghuofjim5","data":{"check":{"controller":"aleris",'
    '"subject":{"reference":"k1.zacgfqaptshlzrlc2f66e27ghuofjim5"},"subject_role":"patient",'
    '"recipient":{"kind":"insurer","id":"insurer-a","country":"DK"},"purpose":"insurance-payment",'
    '"items":[{"category":"dx","course":"K1"}],"facts":{"payer":"insurer-a","course.open":true},'
    '"attestation":{"by":"staff-1","profession":"physician","at":"2026-11-20T10:00:00+01:00"},'
    '"channel":"electronic"},"decision":{"id":"01a1f89c-1120-7000-8000-000000000001","controller":"aleris",'
    '"outcome":"permit","items":[{"category":"dx","course":"K1","outcome":"permit",'
    '"basis":["SUL-43-1","SUL-44","G6a","G9a"],"would_permit_if":[],"rule":"aleris.insurer-pays",'
    '"consent":"5e3b9a0e-0000-7000-8000-000000000001"}],"obligations":[],"pack":{"controller":"aleris",'
    '"version":"2026.1","digest":"sha256:1ebeb8346f9ce09dbac9914dce1a3632e0af593b2e5adbb6b48fc515e59eef04"},'
    '"consent_state":1,"consent_state_source":"copy","evaluated_at":"2026-11-20T10:59:00Z",'
    '"act_before":"2026-11-20T11:14:00Z"},"client":"desk-screen",'
    '"request_id":"01a1f89c-1120-7000-8000-000000000003"}}', 'UTF8'),
    '00-e7ff013c6ca6f8d73974d0791e280111-7cc84fc022c1c351-00'
), (
    '01a1f89c-fb80-7000-8000-000000000002', 'aleris', 'desk-screen', 'first', 0,
    '\x2f08b6e58fd6cc1aaa5e4e1f8cc8eb33123ddfcf8771d8abc9b9b3983f5945cc', 'disclosure.decisions.v1',
    'k1.zacgfqaptshlzrlc2f66e27ghuofjim5', 'DisclosureDecided', convert_to(
    '{"id":"01a1f89c-fb80-7000-8000-000000000002","type":"DisclosureDecided","version":1,'
    '"occurred_at":"2026-11-20T11:00:00.000000Z","controller":"aleris",'
    '"subject":"k1.zacgfqaptshlzrlc2f66e27ghuofjim5","data":{"check":{"controller":"aleris",'
    '"subject":{"reference":"k1.zacgfqaptshlzrlc2f66e27ghuofjim5"},"subject_role":"patient",'
    '"recipient":{"kind":"insurer","id":"insurer-a","country":"DK"},"purpose":"insurance-payment",'
    '"items":[{"category":"dx","course":"K1"}],"facts":{"payer":"insurer-a","course.open":true},'
    '"attestation":{"by":"staff-1","profession":"physician","at":"2026-11-20T10:00:00+01:00"},'
    '"channel":"electronic"},"decision":{"id":"01a1f89c-fb80-7000-8000-000000000002","controller":"aleris",'
    '"outcome":"permit","items":[{"category":"dx","course":"K1","outcome":"permit",'
    '"basis":["SUL-43-1","SUL-44","G6a","G9a"],"would_permit_if":[],"rule":"aleris.insurer-pays",'
    '"consent":"5e3b9a0e-0000-7000-8000-000000000001"}],"obligations":[],"pack":{"controller":"aleris",'
    '"version":"2026.1","digest":"sha256:1ebeb8346f9ce09dbac9914dce1a3632e0af593b2e5adbb6b48fc515e59eef04"},'
    '"consent_state":2,"consent_state_source":"copy","evaluated_at":"2026-11-20T11:00:00Z",'
    '"act_before":"2026-11-20T11:15:00Z"},"client":"desk-screen",'
    '"request_id":"01a1f89c-fb80-7000-8000-000000000004"}}', 'UTF8'),
    '00-63d8c8a9db6e750079782cbdc115950c-d4dc9a30b8cc19cd-00'
);

-- Every decision so far is with the broker.
INSERT INTO relay_cursors (topic, topic_id, xid, seq, position)
SELECT topic, 'topic-1', max(xid), max(seq), count(*) FROM decisions GROUP BY topic;
