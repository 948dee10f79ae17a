"""List a subject's consents, those that were refused among them."""

from services.consent.domain.consent import Consent
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.describe_refused_consent import refused_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.search_of_subject import SearchOfSubject, page_of
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


def search_consents(asked: SearchOfSubject, surroundings: Surroundings) -> tuple[list[Document], int | None]:
    """Return a page as they stand now or at another moment, newest first, and before which version the next begins."""
    with surroundings.units.snapshot() as unit:
        reference = subject_to_read(unit, asked.controller, asked.subject)
        given = unit.consents.of_subjects(asked.controller, [reference], asked.reach)
        refused = unit.refused_consents.of_subjects(asked.controller, [reference], asked.reach)
    at, pack = asked.as_of or surroundings.clock(), surroundings.packs.get(asked.controller)
    both: list[Consent | RefusedConsent] = [*given, *refused]
    shown, last = page_of(both, asked)
    answers = [
        refused_answer(one) if isinstance(one, RefusedConsent) else consent_answer(one, at, pack) for one in shown
    ]
    return answers, last
