"""A service whose pack has recipients told of withdrawals, and what came of that."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from services.consent.domain.permits import PermitsToRecipient
from services.consent.domain.recall import Recall
from services.consent.domain.scope import Recipient
from services.consent.storage.recalls import RecallRows
from services.consent.use_cases.decide_recalls import decide_recalls
from shared.web.request_context import new_trace
from tests.integration.consent.service import LEASE, MARGIN, Service
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_consent_kind, a_pack

LONG_ENOUGH = LEASE + MARGIN
WENT = PermitsToRecipient(
    recipient=Recipient("insurer", "insurer-a", "DK"),
    purposes=("insurance-payment",),
    categories=("dx",),
    first_at=datetime(2026, 2, 2, 8, tzinfo=UTC),
    last_at=datetime(2026, 2, 3, 8, tzinfo=UTC),
    permits=2,
)
ELSEWHERE = replace(WENT, recipient=Recipient("insurer", "insurer-b"))


def deciding(service: Service) -> Service:
    """Return the service, in which recalls can be decided outside a request."""
    units: Any = service.surroundings.units
    service.surroundings = replace(service.surroundings, units=type(units)(units._engine, new_trace))
    return service


def recalls_to_two(service: Service) -> Service:
    """Return the service with a pack that has recipients told, at a gate that names two of them."""
    service.surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(recall=True),))
    service.permits.told = [WENT, ELSEWHERE]
    return deciding(service)


def decided(service: Service) -> int:
    """Decide as the process does, first when a withdrawal is seen and then when it is effective."""
    first = decide_recalls(service.surroundings)
    service.clock.now += LONG_ENOUGH
    return first + decide_recalls(service.surroundings)


def listed(service: Service, **said: Any) -> list[dict[str, Any]]:
    """Return the recalls that a search finds."""
    answer = body_of(service.post("/v1/recalls/search", {"controller": "hospital"} | said))
    found: list[dict[str, Any]] = answer["recalls"]
    return found


def recall_of(withdrawal: dict[str, Any], consent: dict[str, Any], service: Service) -> str:
    """Open a recall of a withdrawal, as the process does that decides whom to tell, and return its id."""
    named = (consent["controller"], consent["subject"], consent["id"], withdrawal["id"])
    recall = Recall(str(uuid4()), *named, WENT, service.clock.now)
    with service.runtime_engine() as engine, engine.begin() as connection:
        RecallRows(connection).add([recall])
    return recall.id
