"""Puts the consent service together; the only file that knows every part."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, g
from shared.policy_packs.load import load_packs

from services.consent.api import BLUEPRINTS
from services.consent.api.access import ACCESS
from services.consent.api.context import EXTENSION
from services.consent.api.errors import register_errors
from services.consent.dependencies import Dependencies
from services.consent.settings import Settings
from services.consent.storage.database import PostgresDatabase
from services.consent.storage.tables import outbox
from shared.clock import now
from shared.database import create_engine, run_migrations, schema_check
from shared.events.topics import CONSENT_CHANGES, CONSENT_STATES
from shared.identifiers import new_id
from shared.messaging.relay import Relay, Stream
from shared.subject_references import SubjectKeys
from shared.web.application import create_service_app
from shared.web.health import Check
from shared.web.tokens import TokenVerifier

PACKAGE = Path(__file__).parent
OPENAPI_FILE = PACKAGE / "openapi.json"
DESCRIPTION = "Records what people have agreed to and refused, and tells the gate."
TOPICS = (CONSENT_STATES, CONSENT_CHANGES)


def create_app(settings: Settings) -> Flask:
    """Return the application that gunicorn serves."""
    engine = create_engine(settings.database_url)
    verifier = TokenVerifier(settings.issuer, settings.audience, settings.jwks_url)
    app = _create_app({"database": schema_check(engine, PACKAGE)}, verifier)
    app.extensions[EXTENSION] = _dependencies(settings, engine)
    return app


def create_relay(settings: Settings) -> Relay:
    """Return the relay of this service's outbox."""
    engine = create_engine(settings.database_url, pool_size=2)
    return Relay("consent", engine, settings.kafka, [Stream(topic, outbox.name) for topic in TOPICS])


def migrate(settings: Settings) -> None:
    """Bring the database up to the newest migration, as its owner."""
    run_migrations(PACKAGE, settings.owner_database_url)


def openapi_document() -> str:
    """Return the OpenAPI document, which needs no database and no settings."""
    app = _create_app({}, TokenVerifier("", "", ""))
    document = app.test_client().get("/openapi.json").get_json()
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _create_app(checks: Mapping[str, Check], verifier: TokenVerifier) -> Flask:
    app = create_service_app("consent", DESCRIPTION, BLUEPRINTS, ACCESS, checks, verifier)
    register_errors(app)
    return app


def _dependencies(settings: Settings, engine: sa.Engine) -> Dependencies:
    return Dependencies(
        database=PostgresDatabase(engine, lambda: str(g.get("traceparent", ""))),
        packs=load_packs(settings.policy_packs),
        subject_keys=SubjectKeys.from_file(settings.subject_keys_file),
        clock=now,
        new_id=new_id,
        lease=timedelta(seconds=settings.lease_seconds),
        clock_margin=timedelta(seconds=settings.clock_margin_seconds),
    )
