"""Files of consents from an older system, sent and worked through."""

import json
from dataclasses import replace
from typing import Any

from services.consent.api.import_lines import NDJSON
from services.consent.use_cases.import_next_lines import import_next_lines
from shared.web.request_context import new_trace
from tests.integration.consent.service import CPR, Service, a_consent
from tests.servers.service_client import body_of

IMPORTS = "/v1/consent-imports"


def a_line(source_id: str, **said: Any) -> dict[str, Any]:
    line = a_consent(**said)
    del line["controller"]
    return {"source_id": source_id} | line


def ndjson(*lines: Any) -> bytes:
    return b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)


def send(service: Service, content: bytes, media_type: str = NDJSON, **query: Any) -> dict[str, Any]:
    """Send a file and return the import as it was received."""
    asked = {"controller": "hospital", "source": "old-desk"} | query
    path = f"{IMPORTS}?{'&'.join(f'{name}={value}' for name, value in asked.items())}"
    received: dict[str, Any] = body_of(service.send(path, content, media_type), 202)
    return received


def units_of_a_process(service: Service) -> Any:
    units = service.surroundings.units
    return type(units)(units._engine, new_trace)


def work(service: Service, **other: Any) -> bool:
    """Decide the next lines, as the process for that does, and return whether there were any."""
    surroundings = replace(service.surroundings, units=units_of_a_process(service), **other)
    return import_next_lines(None, surroundings) is not None


def work_through(service: Service) -> None:
    while work(service):
        pass


def imported(service: Service, content: bytes, media_type: str = NDJSON, **query: Any) -> list[dict[str, Any]]:
    """Send a file, work through it, and return the report."""
    received = send(service, content, media_type, **query)
    work_through(service)
    assert body_of(service.get(f"{IMPORTS}/{received['id']}"))["status"] == "done"
    return report(service, received)


def report(service: Service, received: dict[str, Any], limit: int = 1_000) -> list[dict[str, Any]]:
    """Read page after page of a report."""
    found, path = [], f"{IMPORTS}/{received['id']}/lines?limit={limit}"
    while True:
        page = body_of(service.get(path))
        found += page["lines"]
        if page["next_cursor"] is None:
            return found
        path = f"{IMPORTS}/{received['id']}/lines?limit={limit}&cursor={page['next_cursor']}"


def listed(service: Service, cpr: str = CPR) -> list[dict[str, Any]]:
    search = {"controller": "hospital", "subject": {"cpr": cpr}}
    found: list[dict[str, Any]] = body_of(service.post("/v1/consents/search", search))["consents"]
    return found


def pointers(line: dict[str, Any]) -> list[str]:
    return [error["pointer"] for error in line["problem"]["errors"]]
