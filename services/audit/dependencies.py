"""What the HTTP side of the audit service works with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from services.audit.use_cases.ports import Log, SubjectReferences


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Put together once, in bootstrap, and handed down."""

    open_log: Callable[[], AbstractContextManager[Log]]
    """Opens the log as it stands at one moment."""
    references: SubjectReferences
    cursor_key: bytes
