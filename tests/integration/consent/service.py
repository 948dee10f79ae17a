"""The consent service on a real database, spoken to over HTTP without a socket."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from werkzeug.test import TestResponse

from services.consent.api.context import EXTENSION
from services.consent.bootstrap import create_app
from services.consent.settings import Settings
from tests.integration.consent.documented_answers import DocumentedAnswers
from tests.servers.databases import Database
from tests.servers.issuer import AUDIENCE, Issuer
from tests.unit.consent.builders import a_pack

CPR = "0101011234"
LEASE, MARGIN = timedelta(seconds=2), timedelta(seconds=0.5)
DX = {"category": "dx"}
NOTES = {"category": "notes"}
INSURER_A = {"kind": "insurer", "id": "insurer-a"}
INSURER_B = {"kind": "insurer", "id": "insurer-b"}


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class Service:
    """What callers of the service see, and what its database holds."""

    def __init__(self, database: Database, issuer: Issuer, folder: Path) -> None:
        self.settings = _settings(database, issuer, folder)
        app = create_app(self.settings)
        self.clock = Clock()
        real = app.extensions[EXTENSION]
        self.surroundings = replace(real.surroundings, packs={"hospital": a_pack()}, clock=self.clock)
        app.extensions[EXTENSION] = replace(real, surroundings=self.surroundings)
        self._client = app.test_client()
        self._documented = DocumentedAnswers(app)
        self._issuer = issuer
        self._database = database
        self.token = issuer.token("consent:write", "consent:read", "consent-state:read")

    def post(self, path: str, body: Any, token: str | None = None, **headers: str) -> TestResponse:
        """Send a body; `idempotency_key` and `traceparent` go into the headers of these names."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        headers = self._headers(token) | named
        return self._documented.checked(self._client.post(path, json=body, headers=headers))

    def get(self, path: str, token: str | None = None) -> TestResponse:
        return self._documented.checked(self._client.get(path, headers=self._headers(token)))

    def token_for(self, *scopes: str, **said: Any) -> str:
        return self._issuer.token(*scopes, **said)

    def give(self, **said: Any) -> dict[str, Any]:
        """Give a consent and return the answer."""
        return self._created(self.post("/v1/consents", a_consent(**said)))

    def withdraw(self, consent: dict[str, Any], part: dict[str, Any] | None = None, **said: Any) -> dict[str, Any]:
        """Withdraw a consent, the whole unless a part is named, and return the answer."""
        body = {"channel": "phone"} | ({} if part is None else {"part": part}) | said
        return self._created(self.post(f"/v1/consents/{consent['id']}/withdrawals", body))

    def object_to(self, part: dict[str, Any], **said: Any) -> dict[str, Any]:
        """Raise an objection and return the answer."""
        return self._created(self.post("/v1/objections", an_objection(part=part, **said)))

    def state(self, cpr: str = CPR) -> dict[str, Any]:
        """Return the strong read of a subject."""
        return self.states({"cpr": cpr})[0]

    def states(self, *subjects: dict[str, str]) -> list[dict[str, Any]]:
        """Return the strong read of several subjects."""
        answer = self.post("/v1/states/read", {"controller": "hospital", "subjects": list(subjects)})
        assert answer.status_code == 200, answer.get_data(as_text=True)
        found: list[dict[str, Any]] = answer.get_json()["states"]
        return found

    def rows(self, query: str) -> list[Any]:
        """Return what the database holds, as its owner sees it."""
        with self.owner_engine() as engine, engine.connect() as connection:
            return list(connection.execute(sa.text(query)).all())

    def owner_engine(self) -> AbstractContextManager[sa.Engine]:
        return self._database.engine(self._database.owner_url)

    def _headers(self, token: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token if token is None else token}"}

    @staticmethod
    def _created(answer: TestResponse) -> dict[str, Any]:
        assert answer.status_code == 201, answer.get_data(as_text=True)
        created: dict[str, Any] = answer.get_json()
        return created


def a_consent(**said: Any) -> dict[str, Any]:
    """Return the body of a consent; `recipients`, `purposes` and `items` go into its scope."""
    scope = {"recipients": [INSURER_A], "purposes": ["insurance-payment"], "items": [DX, NOTES]}
    usual = {
        "controller": "hospital",
        "subject": {"cpr": CPR},
        "given_at": "2026-02-01T10:00:00Z",
        "given_by": {"authority": "self"},
        "form": "written",
        "channel": "desk",
        "text": {"id": "insurer-payment", "version": "3", "language": "da"},
        "scope": scope | {name: said.pop(name) for name in scope if name in said},
    }
    return usual | said


def an_objection(**said: Any) -> dict[str, Any]:
    usual = {
        "controller": "hospital",
        "subject": {"cpr": CPR},
        "kind": "refusal",
        "channel": "phone",
        "part": {"recipients": [{"kind": "own-gp"}]},
    }
    return usual | said


@contextmanager
def running_service(database: Database, issuer: Issuer, folder: Path) -> Iterator[Service]:
    """Return the service, and leave no connection behind."""
    service = Service(database, issuer, folder)
    yield service
    service.surroundings.database._engine.dispose()


def _settings(database: Database, issuer: Issuer, folder: Path) -> Settings:
    keys = folder / "subject.keys"
    keys.write_text(f"k1:{'5e' * 32}\n")
    return Settings(
        database_url=database.runtime_url,
        owner_database_url=database.owner_url,
        kafka="127.0.0.1:1",
        issuer=issuer.url,
        jwks_url=f"{issuer.url}/jwks.json",
        audience=AUDIENCE,
        subject_keys_file=keys,
        policy_packs=folder,
        lease_seconds=LEASE.total_seconds(),
        clock_margin_seconds=MARGIN.total_seconds(),
        log_level="error",
    )
