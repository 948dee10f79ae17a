"""A small world for each service, in which its document's examples make sense: one thing of each kind is on record."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from services.audit.api.access import ACCESS as AUDIT_ACCESS
from services.consent.api import examples
from services.consent.api.access import ACCESS as CONSENT_ACCESS
from services.consent.api.context import EXTENSION
from services.consent.storage.delivery_queue import PostgresDeliveryQueue
from services.disclosure.api import examples as gate_examples
from services.disclosure.api.access import ACCESS as GATE_ACCESS
from shared.policy_packs.load import PACKS_FOLDER, load_pack
from shared.policy_packs.model import Pack
from shared.web.authentication import AccessTable, Scope
from tests.integration.audit.log_service import LogService, running_log
from tests.integration.consent import service as consent
from tests.integration.consent.recalls import recall_of
from tests.integration.disclosure import service as gate
from tests.servers.issuer import Issuer
from tests.servers.processes import wait_for
from tests.servers.service_client import ServiceClient, body_of
from tests.unit.audit.builders import a_record, an_event

CONTROLLER = "aleris"


@dataclass(frozen=True)
class World:
    """A service that may be asked anything, and the ids of things on record by the names that its document has."""

    client: ServiceClient
    ids: dict[str, str]


def consent_world(service: consent.Service) -> World:
    known = service.app.extensions[EXTENSION]
    surroundings = replace(service.surroundings, packs={CONTROLLER: _pack()})
    service.app.extensions[EXTENSION] = replace(known, surroundings=surroundings)
    service.token = _token(service.issuer, CONSENT_ACCESS)
    webhook = _made(service, "/v1/webhooks", examples.WEBHOOK)
    given = _made(service, "/v1/consents", examples.CONSENT)
    withdrawal = _made(service, f"/v1/consents/{given['id']}/withdrawals", examples.WITHDRAWAL)
    death = _made(service, "/v1/deaths", examples.DEATH)
    body_of(service.post(f"/v1/deaths/{death['id']}/retraction", {}), 200)
    things = {
        "consent": given["id"],
        "withdrawal": withdrawal["id"],
        "recall": recall_of(withdrawal, given, service),
        "objection": _made(service, "/v1/objections", examples.OBJECTION)["id"],
        "delegation": _made(service, "/v1/delegations", examples.DELEGATION)["id"],
        "accepted_delegation": _made(service, "/v1/delegations", {**examples.DELEGATION, "accepted": True})["id"],
        "death": death["id"],
        "webhook": webhook["id"],
        "delivery": _delivery(service, webhook["id"]),
        "import": _import(service),
    }
    return World(service, {f"{name}_id": id_ for name, id_ in things.items()})


def gate_world(service: gate.Service) -> World:
    service.token = _token(service.issuer, GATE_ACCESS)
    service.hear(gate.a_state(service.reference_of(gate_examples.CHECK["subject"]["cpr"]), 1, gate.a_consent()))
    service.beat()
    decision = _made(service, "/v1/disclosure-checks", gate_examples.CHECK)
    return World(service, {"decision_id": decision["id"], "controller": CONTROLLER})


def log_world(service: LogService) -> World:
    service.token = _token(service.issuer, AUDIT_ACCESS)
    event = an_event(controller=CONTROLLER)
    service.receive(a_record(event))
    return World(service, {"entry_id": event["id"]})


WORLDS: dict[str, tuple[Callable[..., AbstractContextManager[Any]], Callable[[Any], World]]] = {
    "consent": (consent.running_service, consent_world),
    "disclosure": (gate.running_service, gate_world),
    "audit": (running_log, log_world),
}


@cache
def _pack() -> Pack:
    return load_pack(PACKS_FOLDER / CONTROLLER)


def _token(issuer: Issuer, access: AccessTable) -> str:
    scopes = {needed.name for needed in access.values() if isinstance(needed, Scope)}
    return issuer.token(*sorted(scopes), controllers=(CONTROLLER,))


def _made(service: ServiceClient, path: str, body: Any) -> dict[str, Any]:
    made: dict[str, Any] = body_of(service.post(path, body), 201)
    return made


def _delivery(service: consent.Service, webhook: str) -> str:
    # A transaction of another test, in the same server, may still hold the events back.
    def made() -> list[dict[str, Any]]:
        PostgresDeliveryQueue(engine).make_deliveries()
        found: list[dict[str, Any]] = body_of(service.get(f"/v1/webhooks/{webhook}/deliveries"))["deliveries"]
        return found

    with service.runtime_engine() as engine:
        delivery: str = wait_for(made, "the delivery is made")[0]["id"]
    return delivery


def _import(service: consent.Service) -> str:
    path = f"/v1/consent-imports?controller={CONTROLLER}&source=old-desk"
    received: str = body_of(service.send(path, examples.NDJSON_LINES.encode(), "application/x-ndjson"), 202)["id"]
    return received
