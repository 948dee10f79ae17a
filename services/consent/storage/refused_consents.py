"""Consents that were asked for and refused, in PostgreSQL."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.consent.domain.consent import Giver
from services.consent.domain.reach import Reach
from services.consent.domain.refused_consent import Asked, RefusedConsent
from services.consent.storage.rows import (
    evidence_from,
    evidence_values,
    recorded_from,
    recorded_values,
    text_from,
    text_values,
)
from services.consent.storage.scope_rows import scope_from
from services.consent.storage.tables import refused_consents
from services.consent.storage.within_reach import of_subjects, within
from services.consent.use_cases.documents import plain


class RefusedConsentRows:
    """The port RefusedConsents, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, refused: RefusedConsent) -> None:
        self._connection.execute(refused_consents.insert(), _values(refused))

    def find(self, consent_id: str, reach: Reach) -> RefusedConsent | None:
        condition = within(self._connection, reach, refused_consents, refused_consents.c.id == consent_id)
        row = self._connection.execute(refused_consents.select().where(condition)).one_or_none()
        return _from(row) if row else None

    def of_subjects(self, controller: str, subjects: Sequence[str], reach: Reach | None = None) -> list[RefusedConsent]:
        """Return the subjects' refused consents, each subject's in the order they were recorded."""
        asked = of_subjects(self._connection, refused_consents, controller, subjects, reach)
        query = refused_consents.select().where(asked)
        return [_from(row) for row in self._connection.execute(query.order_by(refused_consents.c.state_version))]


def _values(refused: RefusedConsent) -> dict[str, Any]:
    asked = refused.asked
    return {
        "id": refused.id,
        "controller": refused.controller,
        "subject": refused.subject,
        "asked_by": asked.asked_by,
        "refused_at": asked.refused_at,
        "refused_by_authority": asked.refused_by.authority,
        "refused_by_reference": asked.refused_by.reference,
        "form": asked.form,
        "channel": asked.channel,
        **text_values(asked.text),
        "course": asked.course,
        "kind": asked.kind,
        "renews": asked.renews,
        "scope": plain(asked.scope),
        "evidence": evidence_values(asked.evidence),
        **recorded_values(refused.recorded),
    }


def _from(row: sa.Row[Any]) -> RefusedConsent:
    asked = Asked(
        asked_by=row.asked_by,
        refused_at=row.refused_at,
        refused_by=Giver(row.refused_by_authority, row.refused_by_reference),
        form=row.form,
        channel=row.channel,
        text=text_from(row),
        scope=scope_from(row.scope),
        course=row.course,
        kind=row.kind,
        renews=row.renews,
        evidence=evidence_from(row.evidence),
    )
    return RefusedConsent(row.id, row.controller, row.subject, asked, recorded_from(row))
