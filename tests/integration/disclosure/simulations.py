"""Bodies of questions that are tried out."""

from typing import Any

from tests.integration.disclosure.service import a_check, a_consent

CHECKS = "/v1/disclosure-checks"
A_YEAR = {"controller": "aleris", "from": "2026-01-01T00:00:00+01:00", "to": "2027-01-01T00:00:00+01:00"}


def a_question(*left_open: str, **said: Any) -> dict[str, Any]:
    """Return a question about a check that leaves some of it open."""
    check = {name: value for name, value in a_check(**said).items() if name not in left_open}
    return {"check": check}


def a_draft(**said: Any) -> dict[str, Any]:
    """Return a consent as a lawyer would draft it: no id, and no more than matters."""
    consent = a_consent(**said)
    return {name: consent[name] for name in ("given_at", "scope", *said)}
