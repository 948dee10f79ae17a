"""Consents, objections and delegations whose authority may have changed, and what was announced, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.consent.domain.consent import Consent
from services.consent.domain.delegation import Delegation
from services.consent.domain.objection import Objection
from services.consent.storage.age_clauses import come_of_age, not_lapsed, old_enough
from services.consent.storage.answered_clauses import answered_anew
from services.consent.storage.authority_tables import authority_announcements
from services.consent.storage.consents import ConsentRows
from services.consent.storage.delegation_clauses import rests_on_custody, took
from services.consent.storage.delegations import DelegationRows
from services.consent.storage.objections import ObjectionRows
from services.consent.storage.tables import consents, delegations, objection_lifts, objections
from services.consent.use_cases.authority_ports import Due


class AuthorityChangeRows:
    """The port AuthorityChanges, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def consents(self, due: Due, after: str | None, limit: int) -> Sequence[Consent]:
        by_custody = consents.c.given_by_authority == "custody"
        query = _page(consents, due, after, limit).where(
            by_custody, *come_of_age(consents, due), not_lapsed(consents, due), ~answered_anew(due.without_authority)
        )
        return ConsentRows(self._connection).of_ids(self._ids(query, consents, "ConsentPaused"))

    def objections(self, due: Due, after: str | None, limit: int) -> Sequence[Objection]:
        by_custody = objections.c.raised_by_authority == "custody"
        lifted = sa.exists().where(objection_lifts.c.objection_id == objections.c.id)
        query = _page(objections, due, after, limit).where(by_custody, ~lifted, *come_of_age(objections, due))
        return ObjectionRows(self._connection).of_ids(self._ids(query, objections, "ObjectionPassedToSubject"))

    def delegations(self, due: Due, after: str | None, limit: int) -> Sequence[Delegation]:
        mandate_over = delegations.c.mandate["until"].astext <= due.day.isoformat()
        over = sa.or_(mandate_over, sa.and_(rests_on_custody(delegations), old_enough(delegations, due)))
        in_force = sa.and_(took(delegations, "accepted"), ~took(delegations, "ended"))
        query = _page(delegations, due, after, limit).where(in_force, over)
        return DelegationRows(self._connection).of_ids(self._ids(query, delegations, "DelegationExpired"))

    def announce(self, thing_id: str, kind: str, at: datetime) -> bool:
        values = {"thing_id": thing_id, "type": kind, "announced_at": at}
        added = insert(authority_announcements).values(values).on_conflict_do_nothing()
        return self._connection.execute(added.returning(authority_announcements.c.thing_id)).first() is not None

    def _ids(self, query: sa.Select[Any], table: sa.Table, kind: str) -> list[str]:
        announced = sa.exists().where(
            authority_announcements.c.thing_id == table.c.id, authority_announcements.c.type == kind
        )
        return list(self._connection.scalars(query.where(~announced)))


def _page(table: sa.Table, due: Due, after: str | None, limit: int) -> sa.Select[Any]:
    query = sa.select(table.c.id).where(table.c.controller == due.controller).order_by(table.c.id).limit(limit)
    return query if after is None else query.where(table.c.id > after)
