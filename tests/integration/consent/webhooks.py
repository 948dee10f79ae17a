"""Webhooks of a service under test, and the receivers that are told."""

from typing import Any

from tests.integration.consent.service import Service
from tests.servers.processes import wait_for
from tests.servers.receiver import Receiver
from tests.servers.service_client import body_of


def register(service: Service, url: str, **said: Any) -> dict[str, Any]:
    answer: dict[str, Any] = body_of(service.post("/v1/webhooks", {"controller": "hospital", "url": url} | said), 201)
    return answer


def deliveries(service: Service, webhook: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    answer = body_of(service.get(f"/v1/webhooks/{webhook['id']}/deliveries?{query}"))
    found: list[dict[str, Any]] = answer["deliveries"]
    return found


def statuses(service: Service, webhook: dict[str, Any]) -> set[str]:
    return {delivery["status"] for delivery in deliveries(service, webhook)}


def told(receiver: Receiver, count: int) -> list[str]:
    """Wait until the receiver has been told of so many events, and return their ids."""
    wait_for(lambda: len(set(receiver.ids())) >= count, f"told of {count}")
    return receiver.ids()
