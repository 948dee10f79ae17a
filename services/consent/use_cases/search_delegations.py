"""List a subject's delegations."""

from services.consent.use_cases.describe_delegation import delegation_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.search_of_subject import SearchOfSubject, page_of
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def search_delegations(asked: SearchOfSubject, surroundings: Surroundings) -> tuple[list[Document], int | None]:
    """Return a page as they stand now or at another moment, newest first, and before which version the next begins."""
    with surroundings.units.snapshot() as unit:
        reference = subject_to_read(unit, asked.controller, asked.subject)
        found = unit.delegations.of_subjects(asked.controller, [reference], asked.reach)
    at, pack = asked.as_of or surroundings.clock(), surroundings.packs.get(asked.controller)
    shown, last = page_of(found, asked)
    return [delegation_answer(one, at, pack) for one in shown], last
