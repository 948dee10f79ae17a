"""What the edges of the service are handed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from services.audit.use_cases.ports import Log
from shared.subject_references import SubjectKeys


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Opens the log as it stands at one moment; and the keys of subject references and of cursors."""

    open_log: Callable[[], AbstractContextManager[Log]]
    subject_keys: SubjectKeys
    cursor_key: bytes
