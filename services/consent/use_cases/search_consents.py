"""List a subject's consents, those that were refused among them."""

from datetime import datetime

from services.consent.domain.consent import Consent
from services.consent.domain.refused_consent import RefusedConsent
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.describe_refused_consent import refused_answer
from services.consent.use_cases.find_subject import subject_to_read
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


def search_consents(
    controller: str, subject: NamedSubject, limit: int, as_of: datetime | None, surroundings: Surroundings
) -> Document:
    """Return the consents as they stand now or at another moment, newest first, and whether there are more."""
    with surroundings.units.snapshot() as unit:
        reference = subject_to_read(unit, controller, subject)
        given = unit.consents.of_subjects(controller, [reference])
        refused = unit.refused_consents.of_subject(controller, reference)
    at, pack = as_of or surroundings.clock(), surroundings.packs.get(controller)
    both: list[Consent | RefusedConsent] = [*given, *refused]
    found = sorted(both, key=lambda one: one.recorded.state_version, reverse=True)
    answers = [
        refused_answer(one) if isinstance(one, RefusedConsent) else consent_answer(one, at, pack)
        for one in found[:limit]
    ]
    return {"consents": answers, "more": len(found) > limit}
