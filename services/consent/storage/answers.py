"""Answers kept under the idempotency key of the request."""

import sqlalchemy as sa

from services.consent.storage.locks import lock_name
from services.consent.storage.tables import idempotent_answers
from services.consent.use_cases.idempotency_key import IdempotencyKey
from shared.events.envelope import Document


class AnswerRows:
    """The port Answers, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def find(self, key: IdempotencyKey) -> tuple[str, Document] | None:
        lock_name(self._connection, f"idempotency {key.client} {key.key}")
        query = sa.select(idempotent_answers.c.digest, idempotent_answers.c.answer).where(
            idempotent_answers.c.client == key.client, idempotent_answers.c.key == key.key
        )
        row = self._connection.execute(query).one_or_none()
        return (row.digest, row.answer) if row else None

    def add(self, key: IdempotencyKey, answer: Document) -> None:
        values = {"client": key.client, "key": key.key, "digest": key.digests[0], "answer": answer}
        self._connection.execute(idempotent_answers.insert(), values)
