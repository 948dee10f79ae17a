"""Pages of what was recorded of one subject, newest first, which stay as they are while more is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from services.consent.domain.consent import HasRecorded
from services.consent.domain.reach import Reach
from shared.subject_references import NamedSubject

_Thing = TypeVar("_Thing", bound=HasRecorded)


@dataclass(frozen=True, slots=True)
class SearchOfSubject:
    """Whose, at most so many, of what was recorded before a version of the subject's state if one is named.

    Only what lies within the caller's `reach`.
    `as_of` is the moment at which is asked how it stands; now, when left out.
    """

    controller: str
    subject: NamedSubject
    reach: Reach
    limit: int
    before: int | None = None
    as_of: datetime | None = None


def page_of(found: Sequence[_Thing], asked: SearchOfSubject) -> tuple[list[_Thing], int | None]:
    """Return a page, newest first, and before which version the next one begins; nothing after the last page.

    No two things recorded of one subject have the same version.
    """
    newest = sorted(found, key=lambda one: one.recorded.state_version, reverse=True)
    left = [one for one in newest if asked.before is None or one.recorded.state_version < asked.before]
    shown = left[: asked.limit]
    return shown, shown[-1].recorded.state_version if len(left) > asked.limit else None
