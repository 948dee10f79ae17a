"""Grants and withdrawals in PostgreSQL."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from services.consent.domain.consent import Consent, ImportedFrom, Withdrawal
from services.consent.domain.reach import Reach
from services.consent.storage.authority_tables import birth_dates
from services.consent.storage.birth_dates import with_birth_date
from services.consent.storage.death_clauses import day_of_death
from services.consent.storage.rows import consent_from, consent_values, withdrawal_from, withdrawal_values
from services.consent.storage.tables import consents, withdrawals
from services.consent.storage.within_reach import of_subjects, within


class ConsentRows:
    """The port Consents, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, consent: Consent) -> None:
        self._connection.execute(consents.insert(), consent_values(consent))

    def add_withdrawal(self, consent_id: str, withdrawal: Withdrawal) -> None:
        self._connection.execute(withdrawals.insert(), {"consent_id": consent_id, **withdrawal_values(withdrawal)})

    def find(self, consent_id: str, reach: Reach) -> Consent | None:
        found = self._matching(within(self._connection, reach, consents, consents.c.id == consent_id))
        return found[0] if found else None

    def find_imported(self, controller: str, imported: ImportedFrom) -> Consent | None:
        found = self._matching(
            sa.and_(
                consents.c.controller == controller,
                consents.c.import_source == imported.source,
                consents.c.import_source_id == imported.id,
            )
        )
        return found[0] if found else None

    def of_id(self, consent_id: str) -> Consent:
        """Return a consent that is known to be there, whoever's it is."""
        (found,) = self._matching(consents.c.id == consent_id)
        return found

    def of_ids(self, consent_ids: Sequence[str]) -> list[Consent]:
        return self._matching(consents.c.id.in_(consent_ids)) if consent_ids else []

    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[Consent]:
        """Return the subjects' consents, each subject's in the order they were recorded."""
        return self._matching(of_subjects(self._connection, consents, controller, subjects, reach))

    def own_given_by_the_young(self, controller: str, age: int) -> list[Consent]:
        # Whose birthday it was by then, and in which time zone, is for the domain to say: hence a year more.
        grown = birth_dates.c.born + sa.func.make_interval(age + 1)
        own = sa.and_(consents.c.controller == controller, consents.c.given_by_authority == "self")
        return self._matching(sa.and_(own, consents.c.given_at < grown))

    def _matching(self, condition: sa.ColumnElement[bool]) -> list[Consent]:
        died_on = day_of_death(consents).label("subject_died")
        query = with_birth_date(consents).add_columns(died_on).where(condition)
        rows = self._connection.execute(query.order_by(consents.c.state_version)).all()
        withdrawn = self._withdrawals([row.id for row in rows])
        return [consent_from(row, withdrawn[row.id]) for row in rows]

    def _withdrawals(self, consent_ids: list[str]) -> dict[str, list[Withdrawal]]:
        query = withdrawals.select().where(withdrawals.c.consent_id.in_(consent_ids))
        found = defaultdict(list)
        for row in self._connection.execute(query.order_by(withdrawals.c.state_version)) if consent_ids else ():
            found[row.consent_id].append(withdrawal_from(row))
        return found
