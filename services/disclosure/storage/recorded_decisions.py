"""Reading back what was decided, each decision with the consent state that it was made on."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
import psycopg

from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.subject_state import NOTHING_ON_FILE, SubjectState
from services.disclosure.use_cases.ports import Recorded, RecordedDecision
from shared.events.envelope import Document
from shared.identifiers import first_id

# The id of a decision begins with its moment, so a period of decisions is a range of ids.
_PAGE = """
    SELECT payload FROM decisions
    WHERE controller = %s AND type = 'DisclosureDecided' AND id >= %s AND id < %s AND id > %s ORDER BY id LIMIT %s
"""
_STATES = """
    SELECT subject, version, kept.state
    FROM unnest(%s::text[], %s::bigint[]) AS asked (subject, version)
    JOIN subject_state_versions AS kept USING (subject, version) WHERE kept.controller = %s
"""
# The text of a consent's id is found in the event only where the event names the consent.
_NAMING_CONSENT = """
    SELECT payload FROM decisions
    WHERE key = %s AND type = 'DisclosureDecided' AND controller = %s AND id > %s AND position(%s IN payload) > 0
    ORDER BY id LIMIT %s
"""
_NO_ID = UUID(int=0)

States = dict[tuple[str, int], SubjectState]


class RecordedDecisions:
    """What was decided, inside one transaction."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def page(self, wanted: Recorded, after: UUID | None, limit: int) -> list[RecordedDecision]:
        """Return decisions in the order in which they were made."""
        bounds = (first_id(wanted.since), first_id(wanted.until), after or _NO_ID)
        rows = self._connection.execute(_PAGE, (wanted.controller, *bounds, limit)).fetchall()
        events = [orjson.loads(bytes(row[0])) for row in rows]
        states = self._states(wanted.controller, events)
        return [RecordedDecision(event, _state_of(event, states)) for event in events]

    def naming_consent(
        self, controller: str, subject: str, consent: str, after: UUID | None, limit: int
    ) -> list[Mapping[str, Any]]:
        """Return events of decisions about a subject in which a consent is named, in the order of deciding."""
        parameters = (subject, controller, after or _NO_ID, consent.encode(), limit)
        return [orjson.loads(bytes(row[0])) for row in self._connection.execute(_NAMING_CONSENT, parameters)]

    def _states(self, controller: str, events: Sequence[Document]) -> States:
        wanted = {(event["subject"], version) for event in events if (version := _version(event))}
        subjects, versions = [subject for subject, _ in wanted], [version for _, version in wanted]
        rows = self._connection.execute(_STATES, (subjects, versions, controller))
        return {(subject, version): subject_state_from(orjson.loads(state)) for subject, version, state in rows}


def _state_of(event: Document, states: States) -> SubjectState | None:
    version = _version(event)
    return NOTHING_ON_FILE if version == 0 else states.get((event["subject"], version or 0))


def _version(event: Document) -> int | None:
    version: int | None = event["data"]["decision"]["consent_state"]
    return version
