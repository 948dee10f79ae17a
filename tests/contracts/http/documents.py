"""What the committed OpenAPI documents say of each operation."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.rules.tracked_files import REPOSITORY, SERVICES


@dataclass(frozen=True)
class Body:
    """A body that an operation takes, in one media type."""

    service: str
    operation: str
    path: str
    media_type: str
    content: dict[str, Any]
    query: dict[str, str]
    successes: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.service} {self.operation} {self.media_type.partition('/')[2]}"


@cache
def document(service: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((REPOSITORY / "services" / service / "openapi.json").read_text())
    return said


def bodies() -> list[Body]:
    """Return every body that an operation of any service takes."""
    return [body for service in SERVICES for body in _bodies_of(service)]


def _operations(service: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document(service)["paths"].items():
        for operation in methods.values():
            if "operationId" in operation:
                yield path, operation


def _bodies_of(service: str) -> Iterator[Body]:
    for path, operation in _operations(service):
        successes = tuple(int(status) for status in operation["responses"] if status.startswith("2"))
        query = {
            each["name"]: each["schema"]["example"] for each in operation.get("parameters", ()) if _is_needed(each)
        }
        for media_type, content in operation.get("requestBody", {"content": {}})["content"].items():
            yield Body(service, operation["operationId"], path, media_type, content, query, successes)


def _is_needed(parameter: dict[str, Any]) -> bool:
    return parameter["in"] == "query" and bool(parameter["required"])
