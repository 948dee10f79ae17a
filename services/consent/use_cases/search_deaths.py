"""List what was recorded of a subject's death."""

from services.consent.use_cases.describe_death import death_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.search_of_subject import SearchOfSubject, page_of
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def search_deaths(asked: SearchOfSubject, surroundings: Surroundings) -> tuple[list[Document], int | None]:
    """Return a page of the records, retracted ones too, newest first, and before which version the next begins."""
    with surroundings.units.snapshot() as unit:
        reference = subject_to_read(unit, asked.controller, asked.subject)
        found = unit.deaths.of_subjects(asked.controller, [reference], asked.reach)
    shown, last = page_of(found, asked)
    return [death_answer(one) for one in shown], last
