"""Take over consents from a file, by command and not over HTTP."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import BinaryIO

from services.consent.api.import_lines import lines_of, read_lines
from services.consent.api.import_schemas import LARGEST_PAGE
from services.consent.api.line_answers import line_answer
from services.consent.domain.consent_import import ImportStatus
from services.consent.use_cases.read_import import read_import, read_import_lines
from services.consent.use_cases.receive_import import ReceiveImport, receive_import
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import SubjectKeys

PAUSE = timedelta(seconds=0.2)


class FileImport:
    """Receives a file and works through it; `work` decides some lines and returns whether there were any."""

    def __init__(self, surroundings: Surroundings, subject_keys: SubjectKeys, work: Callable[[str], bool]) -> None:
        self._surroundings = surroundings
        self._keys = subject_keys
        self._work = work

    def run(self, file: BinaryIO, media_type: str, command: ReceiveImport) -> Document:
        """Return the import once every line is decided, whoever decided it."""
        lines = read_lines(lines_of(file), media_type, command.controller, self._keys)
        found = receive_import(command, lines, self._surroundings)
        while found["status"] != ImportStatus.DONE:
            if not self._work(found["id"]):
                self._surroundings.pause(PAUSE)
            found = read_import(found["id"], frozenset({command.controller}), self._surroundings)
        return found

    def report(self, found: Document) -> Iterator[Document]:
        """Give what became of each line, in the order of the file."""
        last: int | None = 0
        controllers = frozenset({found["controller"]})
        while last is not None:
            lines, last = read_import_lines(found["id"], controllers, last, LARGEST_PAGE, self._surroundings)
            yield from map(line_answer, lines)
