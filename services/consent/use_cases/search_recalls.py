"""Find recalls, and read one."""

from dataclasses import dataclass

from services.consent.domain.reach import Reach
from services.consent.domain.recall import RecallStatus
from services.consent.use_cases.describe_recall import recall_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.recall_ports import WantedRecalls
from services.consent.use_cases.step_recall import recall_for
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class SearchRecalls:
    """Which recalls of a controller; what is left out does not matter. `after` is the last id of the page before."""

    controller: str
    reach: Reach
    limit: int
    subject: NamedSubject | None = None
    status: RecallStatus | None = None
    consent: str | None = None
    after: str | None = None


def search_recalls(asked: SearchRecalls, surroundings: Surroundings) -> tuple[list[Document], str | None]:
    """Return a page of recalls, newest first, and after which id the next begins."""
    with surroundings.units.snapshot() as unit:
        subject = subject_to_read(unit, asked.controller, asked.subject) if asked.subject else None
        wanted = WantedRecalls(asked.controller, subject, asked.status, asked.consent)
        found = unit.recalls.page(wanted, asked.reach, asked.after, asked.limit + 1)
    page = found[: asked.limit]
    return [recall_answer(one) for one in page], page[-1].id if len(found) > asked.limit else None


def read_recall(recall_id: str, reach: Reach, surroundings: Surroundings) -> Document:
    """Return one recall."""
    with surroundings.units.snapshot() as unit:
        return recall_answer(recall_for(recall_id, reach, unit))
