"""Every operation, asked about things that there are, and about things that there are not."""

from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from tests.integration.consent.recalls import recall_of
from tests.integration.consent.service import Service, a_consent, a_delegation, a_refused_consent, an_objection
from tests.servers.service_client import body_of

Said = dict[str, Any]
Ids = dict[str, str]

NDJSON = "application/x-ndjson"
OWN_WORD: Said = {"channel": "self-service"}
NAMED: Said = {"controller": "hospital", "subject": "filled in"}
A_WEBHOOK: Said = {"controller": "hospital", "url": "http://127.0.0.1:9/changes"}
LISTS = ("webhooks.listed", "changes.read")
"""Operations that name neither a thing nor a subject: they show what the token's controllers have."""
PATHS: dict[str, tuple[str, Said | bytes | None]] = {
    "consents.give": ("/v1/consents", a_consent(form="electronic", **OWN_WORD)),
    "consents.read": ("/v1/consents/{consent}", None),
    "consents.history": ("/v1/consents/{consent}/history", None),
    "consents.search": ("/v1/consents/search", NAMED),
    "refused.record": ("/v1/consents/refused", a_refused_consent(form="electronic", **OWN_WORD)),
    "consent-texts.listed": ("/v1/consent-texts?controller=hospital", None),
    "reminders.expiring": ("/v1/consents/expiring", {"controller": "hospital", "within_days": 30}),
    "reminders.ask_again": ("/v1/consents/ask-again", {"controller": "hospital"}),
    "consents.withdraw": ("/v1/consents/{consent}/withdrawals", OWN_WORD),
    "withdrawal-previews.preview": ("/v1/consents/{consent}/withdrawals/preview", OWN_WORD),
    "objections.object_to": ("/v1/objections", an_objection(**OWN_WORD)),
    "objections.search": ("/v1/objections/search", NAMED),
    "objections.read": ("/v1/objections/{objection}", None),
    "objections.answer": ("/v1/objections/{objection}/answer", {"answer": "upheld", "grounds": "It was right."}),
    "objections.lift": ("/v1/objections/{objection}/lift", OWN_WORD),
    "delegations.request": ("/v1/delegations", a_delegation()),
    "delegations.search": ("/v1/delegations/search", NAMED),
    "delegations.read": ("/v1/delegations/{delegation}", None),
    "delegations.accept": ("/v1/delegations/{delegation}/acceptance", OWN_WORD),
    "delegations.decline": ("/v1/delegations/{delegation}/refusal", OWN_WORD),
    "delegations.end": ("/v1/delegations/{accepted}/end", OWN_WORD),
    "deaths.record": ("/v1/deaths", {**NAMED, "died_on": "2026-02-20"}),
    "deaths.search": ("/v1/deaths/search", NAMED),
    "deaths.read": ("/v1/deaths/{death}", None),
    "deaths.retract": ("/v1/deaths/{death}/retraction", {}),
    "receipts.of_grant": ("/v1/consents/{consent}/receipt", None),
    "receipts.of_withdrawal": ("/v1/consents/{consent}/withdrawals/{withdrawal}/receipt", None),
    "receipts.of_objection": ("/v1/objections/{objection}/receipt", None),
    "recalls.search": ("/v1/recalls/search", NAMED),
    "recalls.read": ("/v1/recalls/{recall}", None),
    "recalls.sent": ("/v1/recalls/{recall}/sent", {"channel": "letter"}),
    "recalls.answer": (
        "/v1/recalls/{recall}/answer",
        {"channel": "letter", "answer": "erased", "answered_by": "privacy-desk"},
    ),
    "webhooks.register": ("/v1/webhooks", A_WEBHOOK),
    "webhooks.listed": ("/v1/webhooks", None),
    "webhooks.read": ("/v1/webhooks/{webhook}", None),
    "webhooks.pause": ("/v1/webhooks/{webhook}/pause", {}),
    "webhooks.resume": ("/v1/webhooks/{webhook}/resume", {}),
    "webhooks.end": ("/v1/webhooks/{webhook}/end", {}),
    "webhooks.deliveries": ("/v1/webhooks/{webhook}/deliveries", None),
    "webhooks.redeliver": ("/v1/webhooks/{webhook}/redeliveries", {"deliveries": [str(uuid4())]}),
    "imports.receive": ("/v1/consent-imports?controller=hospital&source=old-desk", b""),
    "imports.read": ("/v1/consent-imports/{import}", None),
    "imports.lines": ("/v1/consent-imports/{import}/lines", None),
    "states.read": ("/v1/states/read", {"controller": "hospital", "subjects": "filled in"}),
    "changes.read": ("/v1/changes", None),
}


def names_a_controller(operation: str) -> bool:
    """Return whether the operation is about what its body names; another is about a thing with an id."""
    path, body = PATHS[operation]
    return "controller=" in path or (isinstance(body, dict) and "controller" in body)


def is_of_one_thing(operation: str) -> bool:
    """Return whether the operation is about a thing with an id."""
    return not names_a_controller(operation) and operation not in LISTS


def ids_of_things(service: Service, cpr: str) -> Ids:
    """Record one thing of each kind of somebody."""
    subject = {"cpr": cpr}
    consent = service.give(subject=subject)
    delegation = body_of(service.post("/v1/delegations", a_delegation(subject=subject)), 201)
    accepted = body_of(service.post("/v1/delegations", a_delegation(subject=subject, accepted=True)), 201)
    withdrawal = service.withdraw(consent, {"items": [{"category": "notes"}]})
    death = body_of(service.post("/v1/deaths", {**NAMED, "subject": subject, "died_on": "2026-02-20"}), 201)
    body_of(service.post(f"/v1/deaths/{death['id']}/retraction", {}), 200)
    return {
        "consent": consent["id"],
        "withdrawal": withdrawal["id"],
        "recall": recall_of(withdrawal, consent, service),
        "objection": service.object_to({}, subject=subject, kind="particular-situation")["id"],
        "delegation": delegation["id"],
        "accepted": accepted["id"],
        "death": death["id"],
        "webhook": body_of(service.post("/v1/webhooks", A_WEBHOOK), 201)["id"],
        "import": body_of(service.send(PATHS["imports.receive"][0], b"", NDJSON), 202)["id"],
    }


def ids_of_nothing() -> Ids:
    names = ("consent", "withdrawal", "recall", "objection", "delegation", "accepted", "death", "webhook", "import")
    return {name: str(uuid4()) for name in names}


def call(service: Service, operation: str, token: str, ids: Ids, subject: Said) -> TestResponse:
    """Do an operation on things with these ids or, where it names a subject, on that."""
    path, body = PATHS[operation]
    if body is None:
        return service.get(path.format(**ids), token)
    if isinstance(body, bytes):
        return service.send(path, body, NDJSON, token)
    named = {name: one for name, one in {"subject": subject, "subjects": [subject]}.items() if name in body}
    said = body | named
    return service.post(path.format(**ids), said, token)


def told(answer: TestResponse) -> tuple[int, Said]:
    """Return everything that an answer tells, but for the id of its request."""
    return answer.status_code, {name: value for name, value in answer.get_json().items() if name != "instance"}
