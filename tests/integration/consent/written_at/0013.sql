-- The child's date of birth has become known.
INSERT INTO birth_dates (controller, subject, born) VALUES
('hospital', 'k1.7lwl5hlfbjjq5v2r5bmrnxzs6t574gh5', '2017-01-01');
