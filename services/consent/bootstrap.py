"""Puts the consent service together; the only file that knows every part."""

import hashlib
import random
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, g

from services.consent.api import BLUEPRINTS
from services.consent.api.access import ACCESS
from services.consent.api.context import EXTENSION
from services.consent.api.import_file import FileImport
from services.consent.api.problems import PROBLEMS
from services.consent.clients.gate_client import GateClient
from services.consent.clients.gate_connection import GateConnection
from services.consent.clients.permits_client import PermitsClient
from services.consent.clients.webhook_receiver import HttpReceiver
from services.consent.dependencies import Dependencies
from services.consent.domain.address_rules import AddressRules, read_networks
from services.consent.domain.retry_rules import RetryRules
from services.consent.messaging.decide_recalls_steadily import RecallWork
from services.consent.messaging.deliver_webhooks import WebhookDeliveries
from services.consent.messaging.measure_what_waits import Measuring
from services.consent.messaging.remind_hourly import HourlyReminders
from services.consent.messaging.work_on_imports import ImportWork
from services.consent.settings import Settings
from services.consent.storage.delivery_queue import PostgresDeliveryQueue
from services.consent.storage.tables import outbox
from services.consent.storage.unit_of_work import PostgresUnits
from services.consent.use_cases.announce_authority import announce_authority
from services.consent.use_cases.decide_recalls import decide_recalls
from services.consent.use_cases.forget_broken_off import forget_broken_off
from services.consent.use_cases.import_next_lines import import_next_lines
from services.consent.use_cases.receipts.receipt_keys import ReceiptKeys
from services.consent.use_cases.remind import remind
from services.consent.use_cases.send_delivery import Sending, send_delivery
from services.consent.use_cases.surroundings import Surroundings
from services.consent.use_cases.webhook_rules import WebhookRules
from services.consent.use_cases.what_waits import what_waits
from shared.clock import now, pause
from shared.database import create_engine
from shared.events.topics import CONSENT_CHANGES, CONSENT_STATES
from shared.messaging.relay import Relay, Stream
from shared.migrations import schema_check
from shared.policy_packs.in_force import packs_in_force
from shared.service_token import ServiceToken
from shared.settings import SettingsWrong, name_of
from shared.subject_references import SubjectKeys
from shared.web.application import Service, create_service_app
from shared.web.problems import register_errors
from shared.web.request_context import new_trace
from shared.web.tokens import ClaimMap, TokenVerifier

PACKAGE = Path(__file__).parent
SERVICE = Service("consent", "Records what people have agreed to and refused, and tells the gate.")


def create_app(settings: Settings) -> Flask:
    """Return the application that gunicorn serves."""
    engine = create_engine(settings.database_url)
    verifier = TokenVerifier(settings.issuer, settings.audience, settings.jwks_url, _claim_map(settings))
    # Without the gate a change is recorded all the same, and effective once the lease has passed.
    gate = _gate_connection(settings, "consent-copy:read")
    required, observed = {"database": schema_check(engine, PACKAGE)}, {"disclosure": gate.check}
    app = create_service_app(SERVICE, BLUEPRINTS, ACCESS, required, verifier, observed)
    register_errors(app, PROBLEMS)
    app.extensions[EXTENSION] = _dependencies(settings, engine)
    return app


def create_relay(settings: Settings) -> Relay:
    """Return the relay of this service's outbox."""
    streams = [Stream(topic, outbox.name) for topic in (CONSENT_STATES, CONSENT_CHANGES)]
    return Relay("consent", create_engine(settings.database_url, pool_size=2), settings.kafka, streams)


def create_webhook_deliveries(settings: Settings) -> WebhookDeliveries:
    """Return what tells webhooks of changes."""
    rules = _webhook_rules(settings)
    queue = PostgresDeliveryQueue(create_engine(settings.database_url))
    sending = Sending(
        queue=queue,
        receiver=HttpReceiver(rules.addresses),
        key=rules.key,
        retries=RetryRules(settings.webhook_first_wait_seconds, settings.webhook_most_tries),
        clock=now,
        chance=random.SystemRandom().random,
    )
    return WebhookDeliveries(
        queue,
        lambda delivery, seconds: send_delivery(delivery, seconds, sending),
        settings.webhook_timeout_seconds,
        now,
    )


def create_reminders(settings: Settings) -> HourlyReminders:
    """Return what says of which consents somebody should be reminded, and what has changed hands."""
    surroundings = _own_surroundings(settings)
    return HourlyReminders(lambda: remind(settings.remind_days, surroundings) + announce_authority(surroundings))


def create_recalls(settings: Settings) -> RecallWork:
    """Return what decides whom withdrawals are to be told to, and measures what waits."""
    surroundings = _own_surroundings(settings)
    return RecallWork(lambda: decide_recalls(surroundings), Measuring(lambda: what_waits(surroundings)))


def create_imports(settings: Settings) -> ImportWork:
    """Return what works through imports."""
    return _import_work(_own_surroundings(settings))


def create_file_import(settings: Settings) -> FileImport:
    """Return what takes over consents from a file."""
    surroundings = _own_surroundings(settings)
    keys = SubjectKeys.from_file(settings.subject_keys_file)
    return FileImport(surroundings, keys, _import_work(surroundings).once)


def _import_work(surroundings: Surroundings) -> ImportWork:
    return ImportWork(
        lambda import_id: import_next_lines(import_id, surroundings),
        lambda longest: forget_broken_off(longest, surroundings),
    )


def _own_surroundings(settings: Settings) -> Surroundings:
    """Return what use cases need in a process that answers no requests."""
    return _surroundings(settings, PostgresUnits(create_engine(settings.database_url, pool_size=2), new_trace))


def _claim_map(settings: Settings) -> ClaimMap:
    enough = frozenset(value.strip() for value in settings.assurance_enough.split(",")) - {""}
    return ClaimMap(settings.cpr_claim, settings.assurance_claim, enough)


def _gate_connection(settings: Settings, scope: str) -> GateConnection:
    token = ServiceToken(settings.token_url, settings.client_id, settings.client_secret_file, scope)
    return GateConnection(settings.disclosure_url, token)


def _surroundings(settings: Settings, units: PostgresUnits) -> Surroundings:
    """Return what use cases need; a policy pack that does not load stops the process here."""
    return Surroundings(
        units=units,
        packs=packs_in_force(settings.policy_packs),
        gate=GateClient(_gate_connection(settings, "consent-copy:read")),
        permits=PermitsClient(_gate_connection(settings, "consent-permits:read")),
        clock=now,
        pause=pause,
        lease=timedelta(seconds=settings.lease_seconds),
        clock_margin=timedelta(seconds=settings.clock_margin_seconds),
        webhook_rules=_webhook_rules(settings),
    )


def _dependencies(settings: Settings, engine: sa.Engine) -> Dependencies:
    """Return what the API needs."""
    return Dependencies(
        surroundings=_surroundings(settings, PostgresUnits(engine, lambda: str(g.traceparent))),
        subject_keys=SubjectKeys.from_file(settings.subject_keys_file),
        receipt_keys=ReceiptKeys(settings.receipt_keys_file.read_text()).require_signing(),
        cursor_key=_key(settings.cursor_key_file),
    )


def _webhook_rules(settings: Settings) -> WebhookRules:
    try:
        networks = read_networks(settings.webhook_private_networks)
    except ValueError:
        raise SettingsWrong(unreadable=[name_of(Settings, "webhook_private_networks")]) from None
    return WebhookRules(_key(settings.webhook_key_file), AddressRules(networks, settings.development))


def _key(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()
