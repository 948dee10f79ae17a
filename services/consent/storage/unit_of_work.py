"""Transactions: what is done in one becomes true together, with its outgoing events, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.consent.storage.answers import AnswerRows
from services.consent.storage.authority_changes import AuthorityChangeRows
from services.consent.storage.birth_dates import BirthDateRows
from services.consent.storage.changes import ChangeRows
from services.consent.storage.consents import ConsentRows
from services.consent.storage.deaths import DeathRows
from services.consent.storage.delegations import DelegationRows
from services.consent.storage.imports import ImportRows
from services.consent.storage.objections import ObjectionRows
from services.consent.storage.recalls import RecallRows
from services.consent.storage.refused_consents import RefusedConsentRows
from services.consent.storage.reminders import ReminderRows
from services.consent.storage.subjects import SubjectRows
from services.consent.storage.tables import change_commits, change_effects, outbox
from services.consent.storage.versions import VersionRows
from services.consent.storage.webhooks import WebhookRows
from services.consent.use_cases.ports import Effect, UnitOfWork
from shared.database import snapshots_of
from shared.events.envelope import Event
from shared.messaging.outbox import Outbox


class OutgoingRows:
    """The port Outgoing: events carry the trace of the request that caused them."""

    _outbox = Outbox(outbox)

    def __init__(self, connection: sa.Connection, traceparent: str) -> None:
        self._connection = connection
        self._traceparent = traceparent

    def add(self, topic: str, event: Event) -> None:
        self._outbox.add(self._connection, topic, event, self._traceparent)


class Savepoints:
    """The port Attempt."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @contextmanager
    def __call__(self, *, keep: bool) -> Iterator[None]:
        with self._connection.begin_nested() as savepoint:
            yield
            if not keep:
                savepoint.rollback()


class PostgresUnits:
    """Starts units of work."""

    def __init__(self, engine: sa.Engine, traceparent: Callable[[], str]) -> None:
        self._engine = engine
        self._snapshots = snapshots_of(engine)
        self._traceparent = traceparent

    @contextmanager
    def change(self) -> Iterator[UnitOfWork]:
        """Commit at the end, unless something is raised.

        Each statement sees what was committed before it, so what is read under a lock is up to date.
        """
        with self._engine.begin() as connection:
            yield self._unit(connection)

    @contextmanager
    def snapshot(self) -> Iterator[UnitOfWork]:
        """See one moment of the database, and change nothing."""
        with self._snapshots.begin() as connection:
            yield self._unit(connection)

    def first_seen_committed(self, change_id: str, at: datetime) -> datetime:
        keep = insert(change_commits).values(change_id=change_id, seen_at=at).on_conflict_do_nothing()
        read = sa.select(change_commits.c.seen_at).where(change_commits.c.change_id == change_id)
        with self._engine.begin() as connection:
            connection.execute(keep)
            seen_at: datetime = connection.execute(read).scalar_one()
        return seen_at

    def effect_of(self, change_id: str) -> Effect | None:
        with self._engine.connect() as connection:
            return _effect_of(connection, change_id)

    def keep_effect(self, change_id: str, effect: Effect) -> Effect:
        keep = insert(change_effects).values(change_id=change_id, at=effect.at, how=effect.how)
        with self._engine.begin() as connection:
            connection.execute(keep.on_conflict_do_nothing())
            return _effect_of(connection, change_id) or effect

    def _unit(self, connection: sa.Connection) -> UnitOfWork:
        return UnitOfWork(
            consents=ConsentRows(connection),
            refused_consents=RefusedConsentRows(connection),
            objections=ObjectionRows(connection),
            delegations=DelegationRows(connection),
            deaths=DeathRows(connection),
            subjects=SubjectRows(connection),
            birth_dates=BirthDateRows(connection),
            authority_changes=AuthorityChangeRows(connection),
            versions=VersionRows(connection),
            answers=AnswerRows(connection),
            changes=ChangeRows(connection),
            webhooks=WebhookRows(connection),
            reminders=ReminderRows(connection),
            imports=ImportRows(connection),
            recalls=RecallRows(connection),
            attempt=Savepoints(connection),
            outgoing=OutgoingRows(connection, self._traceparent()),
        )


def _effect_of(connection: sa.Connection, change_id: str) -> Effect | None:
    row = connection.execute(change_effects.select().where(change_effects.c.change_id == change_id)).one_or_none()
    return Effect(row.at, row.how) if row else None
