"""Consents to remind of, and the reminders there have been, in PostgreSQL."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.consent.domain.consent import Consent
from services.consent.domain.reminder import Days, Reminder, ReminderKind
from services.consent.storage.age_clauses import come_of_age, not_lapsed
from services.consent.storage.answered_clauses import answered_anew, renewal_refused, renewed, was_valid
from services.consent.storage.consents import ConsentRows
from services.consent.storage.death_clauses import day_of_death
from services.consent.storage.reminder_tables import consent_reminders
from services.consent.storage.tables import consents, refused_consents
from services.consent.use_cases.authority_ports import Due
from services.consent.use_cases.reminder_ports import AskedAnew, PlaceByDay, TextVersion


class ReminderRows:
    """The port Reminders, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def lapsing(
        self, asked: AskedAnew, days: Days, after: PlaceByDay | None, limit: int, *, unannounced: bool
    ) -> list[Consent]:
        """Return consents that lapse on one of the days, the first to lapse first."""
        place, is_renewed = sa.tuple_(consents.c.valid_until, consents.c.id), renewed(asked.without_authority)
        query = (
            sa.select(consents.c.id)
            .where(consents.c.controller == asked.controller, consents.c.valid_until > days.after)
            .where(consents.c.valid_until <= days.last, ~is_renewed, ~renewal_refused(), _is_alive())
            .order_by(consents.c.valid_until, consents.c.id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(place > sa.tuple_(sa.literal(after.day), sa.cast(after.consent_id, sa.Uuid)))
        if unannounced:
            query = query.where(~_announced(ReminderKind.EXPIRING, sa.cast(consents.c.valid_until, sa.Text)))
        return self._consents(query)

    def with_old_text(
        self, asked: AskedAnew, old: Sequence[TextVersion], after: str | None, limit: int, *, unannounced: bool
    ) -> list[Consent]:
        """Return consents on one of these versions, in the order of their ids, which is that of recording."""
        if not old:
            return []
        versions = sa.values(
            sa.column("text_id", sa.Text), sa.column("version", sa.Text), sa.column("newest", sa.Text), name="old"
        ).data([tuple(one) for one in old])
        answered = (
            renewed(asked.without_authority),
            _given_anew(versions, asked.without_authority),
            _refused(versions),
        )
        on_it = sa.and_(consents.c.text_id == versions.c.text_id, consents.c.text_version == versions.c.version)
        query = (
            sa.select(consents.c.id)
            .join(versions, on_it)
            .where(consents.c.controller == asked.controller, ~sa.or_(*answered), _is_alive())
            .order_by(consents.c.id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(consents.c.id > after)
        if unannounced:
            query = query.where(~_announced(ReminderKind.TEXT_CHANGED, versions.c.newest))
        return self._consents(query)

    def come_of_age(self, due: Due, after: str | None, limit: int) -> list[Consent]:
        """Return consents by custody of whoever may decide by now and has not answered, in the order of recording."""
        query = (
            sa.select(consents.c.id)
            .where(consents.c.controller == due.controller, consents.c.given_by_authority == "custody")
            .where(*come_of_age(consents, due), not_lapsed(consents, due), ~answered_anew(due.without_authority))
            .order_by(consents.c.id)
            .limit(limit)
        )
        return self._consents(query if after is None else query.where(consents.c.id > after))

    def add(self, reminder: Reminder, at: datetime) -> bool:
        values = {
            "consent_id": reminder.consent_id,
            "kind": reminder.kind.value,
            "about": reminder.about,
            "announced_at": at,
        }
        added = insert(consent_reminders).values(values).on_conflict_do_nothing()
        return self._connection.execute(added.returning(consent_reminders.c.consent_id)).first() is not None

    def _consents(self, query: sa.Select[tuple[str]]) -> list[Consent]:
        ids = list(self._connection.scalars(query))
        found = {consent.id: consent for consent in ConsentRows(self._connection).of_ids(ids)}
        return [found[consent_id] for consent_id in ids]


def _is_alive() -> sa.ColumnElement[bool]:
    """Nobody is to be asked anew for somebody who has died."""
    return day_of_death(consents).is_(None)


def _given_anew(versions: sa.Values, without_authority: Collection[str]) -> sa.ColumnElement[bool]:
    newer = consents.alias("given_anew")
    return sa.exists().where(
        newer.c.controller == consents.c.controller,
        newer.c.subject == consents.c.subject,
        newer.c.text_id == consents.c.text_id,
        newer.c.text_version == versions.c.newest,
        was_valid(newer, without_authority),
    )


def _refused(versions: sa.Values) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        refused_consents.c.controller == consents.c.controller,
        refused_consents.c.subject == consents.c.subject,
        refused_consents.c.text_id == consents.c.text_id,
        refused_consents.c.text_version == versions.c.newest,
    )


def _announced(kind: ReminderKind, about: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        consent_reminders.c.consent_id == consents.c.id,
        consent_reminders.c.kind == kind.value,
        consent_reminders.c.about == about,
    )
