"""Puts the disclosure service together; the only file that knows every part."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from services.disclosure.api import BLUEPRINTS
from services.disclosure.api.access import ACCESS
from services.disclosure.api.context import EXTENSION
from services.disclosure.api.problems import PROBLEMS
from services.disclosure.clients.consent_client import ConsentClient
from services.disclosure.dependencies import Dependencies
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.messaging.project_consent_states import CONSUMER, consent_state_handler
from services.disclosure.settings import Settings
from services.disclosure.storage.consent_projection import ConsentProjection
from services.disclosure.storage.draft_packs import DraftPacks
from services.disclosure.storage.unit_of_work import PostgresUnits
from services.disclosure.use_cases.answer_checks import Gate
from services.disclosure.use_cases.consent_states import StateReader
from services.disclosure.use_cases.understand_check import Identification
from shared.clock import now
from shared.database import create_engine
from shared.events.topics import CONSENT_STATES, DISCLOSURE_DECISIONS
from shared.messaging.consumer import Consumer
from shared.messaging.positions import UpdatedPositions
from shared.messaging.relay import Relay, Stream
from shared.migrations import schema_check
from shared.personal_identifiers import birth_date
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.reasons import load_reasons
from shared.service_token import ServiceToken
from shared.subject_references import SubjectKeys
from shared.web.application import Service, create_service_app
from shared.web.problems import register_errors
from shared.web.tokens import TokenVerifier

PACKAGE = Path(__file__).parent
SERVICE = Service("disclosure", "May this recipient have these data, for this purpose, now, and on what legal basis?")


def create_app(settings: Settings) -> Flask:
    """Return the application that gunicorn serves."""
    engine = create_engine(settings.database_url)
    verifier = TokenVerifier(settings.issuer, settings.audience, settings.jwks_url)
    consent = _consent_client(settings)
    # Without the consent service the gate still answers: from its copy, or with consent-state-stale.
    required, observed = {"database": schema_check(engine, PACKAGE)}, {"consent": consent.check}
    app = create_service_app(SERVICE, BLUEPRINTS, ACCESS, required, verifier, observed)
    register_errors(app, PROBLEMS)
    app.extensions[EXTENSION] = _dependencies(settings, engine, consent)
    return app


def create_relay(settings: Settings) -> Relay:
    """Return the relay of this service's decisions, which are their own outbox."""
    streams = [Stream(DISCLOSURE_DECISIONS, "decisions")]
    return Relay("disclosure", create_engine(settings.database_url, pool_size=2), settings.kafka, streams)


def create_consumer(settings: Settings) -> Consumer:
    """Return the consumer that keeps the copy of consent state."""
    return Consumer(
        name=CONSUMER,
        engine=create_engine(settings.database_url, pool_size=2),
        bootstrap=settings.kafka,
        topics=[CONSENT_STATES],
        handler=consent_state_handler(ConsentProjection),
        positions=UpdatedPositions(),
    )


def create_units(database_url: str) -> PostgresUnits:
    """Return the database of decisions, for a command that reads what was decided."""
    return PostgresUnits(create_engine(database_url, pool_size=2))


def _consent_client(settings: Settings) -> ConsentClient:
    token = ServiceToken(settings.token_url, settings.client_id, settings.client_secret_file, "consent-state:read")
    return ConsentClient(settings.consent_url, token)


def _dependencies(settings: Settings, engine: sa.Engine, consent: ConsentClient) -> Dependencies:
    """Return what the API needs; a policy pack that does not load stops the service here."""
    keys = SubjectKeys.from_file(settings.subject_keys_file)
    gate = Gate(
        units=PostgresUnits(engine),
        states=StateReader(
            consent,
            lease=timedelta(seconds=settings.lease_seconds),
            clock_margin=timedelta(seconds=settings.clock_margin_seconds),
        ),
        policies=_policies(settings.policy_packs),
        clock=now,
    )
    identification = Identification(named=keys.named, birth_date=birth_date)
    drafts = DraftPacks(settings.policy_packs)
    return Dependencies(gate, identification, load_reasons(settings.policy_packs), drafts)


@cache
def _policies(folder: Path) -> Mapping[str, Policy]:
    """Compiled once in the life of a process, as the packs are read once."""
    return {name: compile_policy(pack) for name, pack in packs_in_force(folder).items()}
