-- The adult was reminded of the end of the consent.
INSERT INTO consent_reminders (consent_id, kind, about, announced_at) VALUES
('019ca945-0a00-7000-8000-000000000001', 'expiring', '2027-02-01', '2026-03-01T16:00:00Z');
