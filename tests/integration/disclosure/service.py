"""The gate on a real database, spoken to over HTTP without a socket."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from services.disclosure.api.context import EXTENSION
from services.disclosure.bootstrap import create_app
from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.messaging.project_consent_states import consent_state_handler
from services.disclosure.settings import Settings
from services.disclosure.storage.consent_projection import ConsentProjection
from services.disclosure.use_cases.ports import ConsentUnavailable, StatesRead
from shared.events.envelope import encode_json
from shared.events.topics import CONSENT_STATES, PARTITIONS
from shared.messaging.consumer import Record
from shared.policy_packs.load import PACKS_FOLDER
from tests.servers.databases import Database
from tests.servers.issuer import Issuer
from tests.servers.service_client import ServiceClient, body_of
from tests.servers.service_settings import NOBODY, usual_settings
from tests.standing_clock import StandingClock

CPR = "0101011234"
TOPIC_ID = "topic-1"
TAKE_IN = consent_state_handler(ConsentProjection)
LEASE, MARGIN = timedelta(seconds=2), timedelta(seconds=0.5)
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


class JumpingClock(StandingClock):
    """Stands still until it is moved, except that it may be told to jump after some readings."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.jumps: list[tuple[int, timedelta]] = []
        self._readings = 0

    def __call__(self) -> datetime:
        self._readings += 1
        for place, by in list(self.jumps):
            if self._readings > place:
                self.now += by
                self.jumps.remove((place, by))
        return self.now

    def jump_after(self, readings: int, by: timedelta) -> None:
        self.jumps.append((self._readings + readings, by))


class ConsentService:
    """The consent service as the gate sees it: tells what it is given to tell, or does not answer."""

    def __init__(self) -> None:
        self.known: dict[str, SubjectState] = {}
        self.keys = frozenset({"k1"})
        self.answers = False
        self.asked = 0

    def states(self, controller: str, references: Sequence[str]) -> StatesRead:
        self.asked += 1
        if not self.answers:
            raise ConsentUnavailable("off")
        states = {reference: self.known[reference] for reference in references if reference in self.known}
        return StatesRead(states, self.keys)


class Service(ServiceClient):
    """What callers of the gate see, and what its database holds."""

    def __init__(self, database: Database, issuer: Issuer, folder: Path) -> None:
        token = issuer.token("disclosure:check", "disclosure:read", "disclosure:simulate", controllers=("aleris",))
        super().__init__(create_app(_settings(database, issuer, folder)), issuer, token)
        self.clock, self.consent = JumpingClock(NOON), ConsentService()
        found = self.app.extensions[EXTENSION]
        states = replace(found.gate.states, strong_read=self.consent)
        gate = replace(found.gate, clock=self.clock, states=states)
        self.app.extensions[EXTENSION] = replace(found, gate=gate)
        self.reference = self.reference_of(CPR)
        self.engine = found.gate.units._engine
        self._offset = 0

    def check(self, **said: Any) -> dict[str, Any]:
        """Ask, and return the decision."""
        decision: dict[str, Any] = body_of(self.post("/v1/disclosure-checks", a_check(**said)), 201)
        return decision

    def reference_of(self, cpr: str) -> str:
        return self.app.extensions[EXTENSION].identification.named("aleris", {"cpr": cpr}).references[0]

    def hear(self, *values: dict[str, Any], partition: int | None = None) -> None:
        """Take in records as the projector would from Kafka."""
        records = [self._record(encode_json(value), partition) for value in values]
        with self.engine.begin() as connection:
            TAKE_IN(connection, records)

    def hear_bytes(self, value: bytes, partition: int) -> None:
        with self.engine.begin() as connection:
            TAKE_IN(connection, [self._record(value, partition)])

    def beat(self, age: timedelta = timedelta(), topic_id: str = TOPIC_ID) -> None:
        """Let every partition have a heartbeat of this age."""
        beat = {"type": "Heartbeat", "version": 1, "at": (self.clock.now - age).isoformat(), "topic_id": topic_id}
        for partition in range(PARTITIONS):
            self.hear(beat, partition=partition)

    def rows(self, query: str) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(sa.text(query)).all())

    def _record(self, value: bytes, partition: int | None) -> Record:
        self._offset += 1
        return Record(CONSENT_STATES, TOPIC_ID, partition or 0, self._offset, None, value, {})


def a_check(**said: Any) -> dict[str, Any]:
    """Return the body of a check that a written consent is needed for."""
    usual = {
        "controller": "aleris",
        "subject": {"cpr": CPR},
        "subject_role": "patient",
        "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
        "purpose": "insurance-payment",
        "items": [{"category": "dx", "course": "K1"}],
        "facts": {"payer": "insurer-a", "course.open": True},
        "attestation": {"by": "staff-1", "profession": "physician", "at": "2026-11-20T10:00:00+01:00"},
        "channel": "electronic",
    }
    return {name: value for name, value in (usual | said).items() if value is not None}


def a_consent(**said: Any) -> dict[str, Any]:
    usual = {
        "id": "5e3b9a0e-0000-7000-8000-000000000001",
        "given_at": "2026-06-01T09:00:00+00:00",
        "given_by": {"authority": "self"},
        "form": "written",
        "scope": {
            "recipients": [{"kind": "insurer", "id": "insurer-a"}],
            "purposes": ["insurance-payment"],
            "items": [{"category": "dx"}, {"category": "proc"}],
        },
        "withdrawals": [],
    }
    return usual | said


def a_state(reference: str, version: int, *consents: dict[str, Any]) -> dict[str, Any]:
    """Return the event that tells of a subject's state."""
    state = {"controller": "aleris", "subject": reference, "version": version}
    return {"type": "SubjectStateChanged", "data": {**state, "consents": list(consents), "objections": []}}


def known_state(reference: str, version: int, *consents: dict[str, Any]) -> SubjectState:
    return subject_state_from(a_state(reference, version, *consents)["data"])


@contextmanager
def running_service(database: Database, issuer: Issuer, folder: Path) -> Iterator[Service]:
    service = Service(database, issuer, folder)
    yield service
    service.engine.dispose()


def _settings(database: Database, issuer: Issuer, folder: Path) -> Settings:
    secret = folder / "secret"
    secret.write_text("unused")
    return Settings(
        **usual_settings(database, issuer, folder),
        policy_packs=PACKS_FOLDER,
        lease_seconds=LEASE.total_seconds(),
        clock_margin_seconds=MARGIN.total_seconds(),
        consent_url=f"http://{NOBODY}",
        token_url=f"http://{NOBODY}",
        client_id="disclosure-service",
        client_secret_file=secret,
    )
