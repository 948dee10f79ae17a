-- The withdrawal is known to be effective.
INSERT INTO change_effects (change_id, at, how) VALUES
('019ca945-0a00-7000-8000-000000000003', '2026-03-01T13:00:02.5Z', 'lease-expired');
