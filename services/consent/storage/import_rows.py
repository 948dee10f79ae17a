"""Rows of imports and the domain's values, each from the other."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from services.consent.domain.consent import Giver, Grant, Recorder, Text
from services.consent.domain.consent_import import ConsentImport, DecidedLine, Line, Outcome, Refusal, Understood
from services.consent.domain.errors import Fault
from services.consent.storage.rows import evidence_from
from services.consent.storage.scope_rows import scope_from
from services.consent.use_cases.documents import plain
from shared.subject_references import NamedSubject

Row = sa.Row[Any]
Values = dict[str, Any]


def import_values(one: ConsentImport) -> Values:
    return {
        "id": one.id,
        "controller": one.controller,
        "source": one.source,
        "dry_run": one.dry_run,
        "received_at": one.received_at,
        "client": one.recorder.client,
        "staff": one.recorder.staff,
    }


def import_from(row: Row) -> ConsentImport:
    recorder = Recorder(row.client, row.staff)
    return ConsentImport(
        row.id, row.controller, row.source, row.dry_run, row.received_at, recorder, row.lines, row.finished_at
    )


def line_values(import_id: str, line: Line) -> Values:
    refused = isinstance(line.said, Refusal)
    return {
        "import_id": import_id,
        "line": line.number,
        "source_id": line.source_id,
        "said": None if refused else plain(line.said),
        "outcome": Outcome.REFUSED.value if refused else None,
        "refusal": plain(line.said) if refused else None,
    }


def line_from(row: Row) -> Line:
    subject, born = row.said["subject"], row.said.get("born")
    named = NamedSubject(tuple(subject["references"]), subject["identified"])
    understood = Understood(named, _grant_from(row.said["grant"]), date.fromisoformat(born) if born else None)
    return Line(row.line, row.source_id, understood)


def decided_values(import_id: str, decided: DecidedLine) -> Values:
    assert decided.outcome is not None
    return {
        "of_import": import_id,
        "number": decided.number,
        "outcome": decided.outcome.value,
        "consent_id": decided.consent_id,
        "refusal": decided.refusal and plain(decided.refusal),
    }


def decided_from(row: Row) -> DecidedLine:
    refusal = row.refusal and Refusal(row.refusal["problem"], tuple(Fault(**fault) for fault in row.refusal["faults"]))
    return DecidedLine(row.line, row.source_id, row.outcome and Outcome(row.outcome), row.consent_id, refusal)


def _grant_from(said: Values) -> Grant:
    end = said.get("stated_end")
    told = {
        "given_at": datetime.fromisoformat(said["given_at"]),
        "given_by": Giver(**said["given_by"]),
        "text": Text(**said["text"]),
        "scope": scope_from(said["scope"]),
        "stated_end": date.fromisoformat(end) if end else None,
        "evidence": evidence_from(said["evidence"]),
    }
    return Grant(**said | told)
