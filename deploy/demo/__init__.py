"""A day at a private hospital, played through the HTTP API."""
