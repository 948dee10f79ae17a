"""The log in PostgreSQL. Rows are only ever added."""
