"""The number of each subject's present state, and the lock that makes its writers take turns."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.consent.storage.locks import lock_name
from services.consent.storage.tables import reference_keys, subject_states
from shared.subject_references import key_id_of


class VersionRows:
    """The port Versions, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def lock(self, controller: str, subject: str) -> None:
        # The relay sends rows in the order of their transactions' numbers, which PostgreSQL gives at a transaction's
        # first write. A lock on the subject's row is itself such a write (and there is no row before the first), so
        # two writers could get their numbers in one order and the lock in the other. An advisory lock is not a
        # write: whoever holds it has no number yet, and the subject's events leave in the order of its versions.
        lock_name(self._connection, f"subject {controller} {subject}")

    def current(self, controller: str, subjects: Sequence[str]) -> Mapping[str, int]:
        """Return the version of each subject that has one."""
        query = subject_states.select().where(
            subject_states.c.controller == controller, subject_states.c.subject.in_(subjects)
        )
        return {row.subject: row.version for row in self._connection.execute(query)}

    def advance(self, controller: str, subject: str) -> int:
        """Count one up and return the new version; the first is 1."""
        first = insert(subject_states).values(controller=controller, subject=subject, version=1)
        next_one = first.on_conflict_do_update(
            index_elements=["controller", "subject"], set_={"version": subject_states.c.version + 1}
        )
        version: int = self._connection.execute(next_one.returning(subject_states.c.version)).scalar_one()
        if version == 1:
            key = insert(reference_keys).values(key_id=key_id_of(subject)).on_conflict_do_nothing()
            self._connection.execute(key)
        return version
