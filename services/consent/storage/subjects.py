"""Who is on record, and under which keys."""

from collections.abc import Sequence

import sqlalchemy as sa

from services.consent.storage.locks import lock_name
from services.consent.storage.tables import reference_keys, subject_states
from services.consent.use_cases.ports import OnRecord


class SubjectRows:
    """The port Subjects, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def on_record(self, controller: str, references: Sequence[str]) -> OnRecord:
        """Ask for states and keys in one statement, so that both are of one moment."""
        states = sa.select(subject_states.c.subject, sa.false()).where(
            subject_states.c.controller == controller, subject_states.c.subject.in_(references)
        )
        keys = sa.select(reference_keys.c.key_id, sa.true())
        rows = self._connection.execute(sa.union_all(states, keys)).all()
        return OnRecord(
            references=frozenset(name for name, is_key in rows if not is_key),
            keys=frozenset(name for name, is_key in rows if is_key),
        )

    def begin_key(self) -> None:
        lock_name(self._connection, "reference keys")
