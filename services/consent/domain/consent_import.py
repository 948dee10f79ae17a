"""Consents of an older system, taken over line by line: each line wholly or not at all."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.consent.domain.consent import Grant, Recorder
from services.consent.domain.errors import Fault
from shared.subject_references import NamedSubject


class ImportStatus(StrEnum):
    """What is still being received is not worked on; a reception that broke off never will be."""

    RECEIVING = "receiving"
    RUNNING = "running"
    DONE = "done"


class Outcome(StrEnum):
    """What became of a line. In a dry run, accepted means that it would be."""

    ACCEPTED = "accepted"
    ALREADY_THERE = "already-there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ConsentImport:
    """From which source at which controller; `lines` is how many there are, once all have been received."""

    id: str
    controller: str
    source: str
    dry_run: bool
    received_at: datetime
    recorder: Recorder
    lines: int | None = None
    finished_at: datetime | None = None

    @property
    def status(self) -> ImportStatus:
        if self.lines is None:
            return ImportStatus.RECEIVING
        return ImportStatus.RUNNING if self.finished_at is None else ImportStatus.DONE


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a line was refused: the problem that the API answers the same consent with, and its faults."""

    problem: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says, its subject by references; `born` is the subject's date of birth, where it is known."""

    subject: NamedSubject
    grant: Grant
    born: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an import by its number in the file, the first being 1, and what the source calls the consent."""

    number: int
    source_id: str | None
    said: Understood | Refusal


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What became of a line."""

    number: int
    source_id: str | None
    outcome: Outcome | None
    consent_id: str | None = None
    refusal: Refusal | None = None
