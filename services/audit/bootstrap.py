"""Puts the audit service together; the only file that knows every part."""

import hashlib
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from services.audit.api import BLUEPRINTS
from services.audit.api.access import ACCESS
from services.audit.api.context import EXTENSION
from services.audit.api.problems import PROBLEMS
from services.audit.dependencies import Dependencies
from services.audit.messaging.take_in_records import CONSUMER, record_handler
from services.audit.settings import Settings
from services.audit.storage.journal import PostgresJournal
from services.audit.storage.open_log import LogOpener
from shared.clock import now
from shared.database import STATEMENT_TIMEOUT, create_engine
from shared.events.topics import CONSENT_CHANGES, DISCLOSURE_DECISIONS
from shared.messaging.consumer import Consumer
from shared.messaging.positions import AppendedPositions
from shared.migrations import schema_check
from shared.subject_references import SubjectKeys
from shared.web.application import Service, create_service_app
from shared.web.problems import register_errors
from shared.web.tokens import TokenVerifier

PACKAGE = Path(__file__).parent
SERVICE = Service("audit", "Keeps every decision and every change of consent: append-only, from events alone.")
TOPICS = (DISCLOSURE_DECISIONS, CONSENT_CHANGES)
# Two searches that state the same fields can differ a thousandfold in what they find, so none takes another's plan.
SEARCH_OPTIONS = f"{STATEMENT_TIMEOUT} -c plan_cache_mode=force_custom_plan"


def create_app(settings: Settings) -> Flask:
    """Return the application that gunicorn serves."""
    engine = create_engine(settings.database_url, options=SEARCH_OPTIONS)
    verifier = TokenVerifier(settings.issuer, settings.audience, settings.jwks_url)
    app = create_service_app(SERVICE, BLUEPRINTS, ACCESS, {"database": schema_check(engine, PACKAGE)}, verifier)
    register_errors(app, PROBLEMS)
    app.extensions[EXTENSION] = _dependencies(settings, engine)
    return app


def create_consumer(settings: Settings) -> Consumer:
    """Return the consumer that fills the log."""
    return Consumer(
        name=CONSUMER,
        engine=create_engine(settings.database_url, pool_size=2),
        bootstrap=settings.kafka,
        topics=TOPICS,
        handler=record_handler(PostgresJournal, now),
        positions=AppendedPositions(),
    )


def _dependencies(settings: Settings, engine: sa.Engine) -> Dependencies:
    """Return what the API needs."""
    return Dependencies(
        open_log=LogOpener(engine),
        subject_keys=SubjectKeys.from_file(settings.subject_keys_file),
        cursor_key=hashlib.sha256(settings.cursor_key_file.read_bytes()).digest(),
    )
