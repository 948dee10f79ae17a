"""Take over one consent from an older system: wholly, or not at all."""

from dataclasses import replace

from services.consent.domain.consent import Consent, ImportedFrom
from services.consent.domain.consent_import import ConsentImport, DecidedLine, Line, Outcome, Refusal, Understood
from services.consent.domain.errors import IdempotencyKeyReused, InvalidRequest
from services.consent.use_cases.give_consent import GiveConsent, record_consent
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import not_later_than
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import EventTooLarge
from shared.subject_references import SubjectUncertain


def import_line(on: ConsentImport, line: Line, unit: UnitOfWork, surroundings: Surroundings) -> DecidedLine:
    """Record what a line says, unless that was done before, and return what became of it.

    What its source calls the consent is the line's key: it is recorded once, however often it is sent.
    """
    if isinstance(line.said, Refusal):
        return _refused(line, line.said)
    assert line.source_id is not None
    imported = ImportedFrom(on.source, line.source_id)
    try:
        if (earlier := unit.consents.find_imported(on.controller, imported)) is not None:
            return _already_there(line, line.said, earlier)
        command = GiveConsent(on.controller, line.said.subject, on.recorder, line.said.grant, line.said.born)
        with unit.attempt(keep=not on.dry_run):
            consent = record_consent(command, imported, unit, surroundings)
    except InvalidRequest as error:
        return _refused(line, Refusal("invalid-request", error.faults))
    except tuple(_PROBLEMS) as error:
        return _refused(line, Refusal(_PROBLEMS[type(error)]))
    return DecidedLine(line.number, line.source_id, Outcome.ACCEPTED, None if on.dry_run else consent.id)


_PROBLEMS: dict[type[Exception], str] = {
    IdempotencyKeyReused: "idempotency-key-reused",
    EventTooLarge: "too-large",
    # A key has come into use since the line was received, and nobody keeps the number to be looked for under it.
    SubjectUncertain: "dependency-unavailable",
}


def _already_there(line: Line, said: Understood, earlier: Consent) -> DecidedLine:
    """Return that the consent is there; raise IdempotencyKeyReused if the line says something else by the same name."""
    as_recorded = replace(
        said.grant,
        given_at=not_later_than(said.grant.given_at, earlier.recorded),
        kind=said.grant.kind or earlier.grant.kind,
        text=replace(said.grant.text, sha256=said.grant.text.sha256 or earlier.grant.text.sha256),
        subject_role=said.grant.subject_role or earlier.grant.subject_role,
    )
    if earlier.subject not in said.subject.references or as_recorded != earlier.grant:
        raise IdempotencyKeyReused
    return DecidedLine(line.number, line.source_id, Outcome.ALREADY_THERE, earlier.id)


def _refused(line: Line, refusal: Refusal) -> DecidedLine:
    return DecidedLine(line.number, line.source_id, Outcome.REFUSED, refusal=refusal)
