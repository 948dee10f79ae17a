"""The consent service on a real database, spoken to over HTTP without a socket."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from services.consent.api.context import EXTENSION
from services.consent.bootstrap import create_app
from services.consent.domain.permits import PermitsQuestion, PermitsToRecipient
from services.consent.settings import Settings
from services.consent.use_cases.permits_port import PermitsUnknown
from services.consent.use_cases.receipts.receipt_keys import new_key_set
from tests.servers.databases import Database
from tests.servers.issuer import SUBSTANTIAL, Issuer
from tests.servers.service_client import ServiceClient, body_of
from tests.servers.service_settings import NOBODY, usual_settings
from tests.servers.subject_keys import keys
from tests.standing_clock import StandingClock
from tests.unit.consent.builders import a_pack

CPR = "0101011234"
LEASE, MARGIN = timedelta(seconds=2), timedelta(seconds=0.5)
SCOPES = (
    "consent:write",
    "consent:read",
    "consent-state:read",
    "consent-changes:read",
    "consent-webhooks:manage",
    "consent-imports:manage",
)
EVERYTHING = 1_000_000
DX = {"category": "dx"}
NOTES = {"category": "notes"}
INSURER_A = {"kind": "insurer", "id": "insurer-a"}
INSURER_B = {"kind": "insurer", "id": "insurer-b"}


class Gate:
    """The gate as the consent service sees it: holds what it is given to hold, or everything at once."""

    def __init__(self, clock: StandingClock) -> None:
        self.holds = EVERYTHING
        self.asked: list[tuple[str, str]] = []
        self.while_asked: Callable[[], object] = int
        self._clock = clock

    def copied_version(self, controller: str, subject: str, seconds: float) -> int:
        self.asked.append((controller, subject))
        self.while_asked()
        return self.holds

    def pause(self, by: timedelta) -> None:
        """Let the time pass, unless the gate is going to say at once what is hoped for."""
        if self.holds < EVERYTHING:
            self._clock.now += by


class Permits:
    """What the gate says has gone to whom: nothing unless it is given something to say, or does not answer."""

    def __init__(self) -> None:
        self.told: list[PermitsToRecipient] = []
        self.silent: str | None = None
        self.asked: list[PermitsQuestion] = []
        self.while_asked: Callable[[], object] = int

    def relying_on(self, question: PermitsQuestion, seconds: float) -> list[PermitsToRecipient]:
        self.asked.append(question)
        self.while_asked()
        if self.silent is not None:
            raise PermitsUnknown(self.silent)
        return self.told


class Service(ServiceClient):
    """What callers of the service see, and what its database holds."""

    def __init__(self, database: Database, issuer: Issuer, folder: Path) -> None:
        self.settings = _settings(database, issuer, folder)
        super().__init__(create_app(self.settings), issuer, issuer.token(*SCOPES))
        self.clock = StandingClock(datetime(2026, 3, 1, 12, tzinfo=UTC))
        real = self.app.extensions[EXTENSION]
        self.gate = Gate(self.clock)
        self.permits = Permits()
        self.surroundings = replace(
            real.surroundings,
            packs={"hospital": a_pack()},
            gate=self.gate,
            permits=self.permits,
            clock=self.clock,
            pause=self.gate.pause,
        )
        self.app.extensions[EXTENSION] = replace(real, surroundings=self.surroundings)
        self._database = database

    def use_keys(self, *key_ids: str) -> None:
        """Turn identifiers into references with these keys from now on, the current one first."""
        found = self.app.extensions[EXTENSION]
        self.app.extensions[EXTENSION] = replace(found, subject_keys=keys(*key_ids))

    def give(self, **said: Any) -> dict[str, Any]:
        """Give a consent and return the answer."""
        created: dict[str, Any] = body_of(self.post("/v1/consents", a_consent(**said)), 201)
        return created

    def refuse(self, **said: Any) -> dict[str, Any]:
        """Record that a consent was refused and return the answer."""
        created: dict[str, Any] = body_of(self.post("/v1/consents/refused", a_refused_consent(**said)), 201)
        return created

    def withdraw(self, consent: dict[str, Any], part: dict[str, Any] | None = None, **said: Any) -> dict[str, Any]:
        """Withdraw a consent, the whole unless a part is named, and return the answer."""
        body = {"channel": "phone"} | ({} if part is None else {"part": part}) | said
        withdrawn: dict[str, Any] = body_of(self.post(f"/v1/consents/{consent['id']}/withdrawals", body), 201)
        return withdrawn

    def object_to(self, part: dict[str, Any], **said: Any) -> dict[str, Any]:
        """Raise an objection and return the answer."""
        created: dict[str, Any] = body_of(self.post("/v1/objections", an_objection(part=part, **said)), 201)
        return created

    def state(self, cpr: str = CPR) -> dict[str, Any]:
        """Return the strong read of a subject."""
        return self.states({"cpr": cpr})[0]

    def states(self, *subjects: dict[str, str]) -> list[dict[str, Any]]:
        """Return the strong read of several subjects."""
        answer = self.post("/v1/states/read", {"controller": "hospital", "subjects": list(subjects)})
        found: list[dict[str, Any]] = body_of(answer)["states"]
        return found

    def rows(self, query: str) -> list[Any]:
        """Return what the database holds, as its owner sees it."""
        with self.owner_engine() as engine, engine.connect() as connection:
            return list(connection.execute(sa.text(query)).all())

    def as_owner(self, statement: str) -> None:
        """Change what the database holds, as nobody but its owner can."""
        with self.owner_engine() as engine, engine.begin() as connection:
            connection.execute(sa.text(statement))

    def owner_engine(self) -> AbstractContextManager[sa.Engine]:
        return self._database.engine(self._database.owner_url)

    def runtime_engine(self) -> AbstractContextManager[sa.Engine]:
        return self._database.engine()


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


def a_refused_consent(**said: Any) -> dict[str, Any]:
    """Return the body of a consent that was asked for and refused."""
    given = a_consent(**said)
    at, by = given.pop("given_at"), given.pop("given_by")
    return {"asked_by": "ward-12", "refused_at": at, "refused_by": by} | given


def an_objection(**said: Any) -> dict[str, Any]:
    usual = {
        "controller": "hospital",
        "subject": {"cpr": CPR},
        "kind": "refusal",
        "channel": "phone",
        "part": {"recipients": [{"kind": "own-gp"}]},
    }
    return usual | said


def a_delegation(**said: Any) -> dict[str, Any]:
    usual = {
        "controller": "hospital",
        "subject": {"cpr": CPR},
        "kind": "grant",
        "delegate": {"kind": "own-gp", "id": "gp-1"},
        "given_by": {"authority": "self"},
        "from": "2026-03-01",
        "channel": "self-service",
    }
    return usual | said


@contextmanager
def running_service(database: Database, issuer: Issuer, folder: Path) -> Iterator[Service]:
    """Return the service, and leave no connection behind."""
    service = Service(database, issuer, folder)
    yield service
    service.surroundings.units._engine.dispose()


def receipt_keys_file(folder: Path) -> Path:
    """Return a file with one key of receipts, the same whenever it is asked for."""
    file = folder / "receipt-keys.json"
    if not file.exists():
        file.write_text(new_key_set())
    return file


def _settings(database: Database, issuer: Issuer, folder: Path) -> Settings:
    key = folder / "some.key"
    key.write_text("c0" * 32)
    return Settings(
        **usual_settings(database, issuer, folder),
        receipt_keys_file=receipt_keys_file(folder),
        cursor_key_file=key,
        webhook_key_file=key,
        policy_packs=folder,
        cpr_claim="cpr",
        assurance_claim="loa",
        assurance_enough=f"{SUBSTANTIAL}, https://data.gov.dk/concept/core/nsis/High",
        lease_seconds=LEASE.total_seconds(),
        clock_margin_seconds=MARGIN.total_seconds(),
        webhook_private_networks="",
        webhook_timeout_seconds=10,
        webhook_first_wait_seconds=0.05,
        webhook_most_tries=3,
        remind_days=30,
        development=True,
        disclosure_url=f"http://{NOBODY}",
        token_url=f"http://{NOBODY}",
        client_id="consent-service",
        client_secret_file=key,
    )
