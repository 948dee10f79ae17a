"""Find the reference that a subject's state is under, whichever key it was made with."""

from collections.abc import Sequence

from services.consent.domain.errors import Fault
from services.consent.use_cases.check_request import refuse
from services.consent.use_cases.ports import OnRecord, UnitOfWork
from shared.subject_references import NamedSubject, key_id_of, on_record


def subject_to_read(unit: UnitOfWork, controller: str, subject: NamedSubject) -> str:
    """Return the reference that the subject is on record under, or else the one it would get."""
    return subjects_to_read([subject], unit.subjects.on_record(controller, subject.references))[0]


def subjects_to_read(subjects: Sequence[NamedSubject], found: OnRecord) -> list[str]:
    """Return each subject's reference. Raises SubjectUncertain for an identifier that was not looked for everywhere."""
    return [_on_record(subject, found) or subject.references[0] for subject in subjects]


def subject_to_change(unit: UnitOfWork, controller: str, subject: NamedSubject) -> str:
    """Return the reference to record a change under, locked until the transaction ends.

    Somebody already on record keeps the reference of the first record; only a stranger gets the current key's. Two
    who meet the same stranger at once wait for each other, although one may take another key for the current one:
    they have a key in common, and each locks the reference under every key that it knows.
    """
    for reference in sorted(subject.references):
        unit.versions.lock(controller, reference)
    found = unit.subjects.on_record(controller, subject.references)
    if (known := _on_record(subject, found)) is not None:
        return known
    # Who a reference belongs to cannot be told, so neither can whether the person is on record under another one.
    refuse([] if subject.identified else [Fault("/subject/reference", "Nobody is on record under this reference.")])
    if key_id_of(subject.references[0]) not in found.keys:
        # Keys that have nothing in common begin one after the other: the second finds the first and refuses.
        unit.subjects.begin_key()
        _on_record(subject, unit.subjects.on_record(controller, subject.references))
    return subject.references[0]


def _on_record(subject: NamedSubject, found: OnRecord) -> str | None:
    # A reference says nothing about who it is, so not finding it says nothing about keys.
    return on_record(subject.references, found.references, found.keys if subject.identified else ())
