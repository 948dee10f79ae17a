-- That the practice may see nothing any more was announced.
INSERT INTO authority_announcements (thing_id, type, announced_at) VALUES
('019ca945-0a00-7000-8000-000000000009', 'DelegationExpired', '2026-04-01T00:10:00Z');
