"""Who may consent: the person from the age at which people decide for themselves, a holder of custody until then."""

from collections.abc import Iterator
from datetime import date

from services.consent.domain.coming_of_age import age_needed
from services.consent.domain.consent import Grant
from services.consent.domain.errors import Fault
from shared.policy_packs.ages import age_on
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date

GIVER = "/given_by/authority"
NOT_BORN = "The person was born after this day."


def faults_of_giver(grant: Grant, born: date | None, pack: Pack) -> Iterator[Fault]:
    """Give a fault where the date of birth is known and the giver could not decide on the day of giving.

    Sundhedsloven § 17 and the ages of the pack's purposes and roles. The gate judges authority again on the day of each
    decision. Before the day of birth there is nobody whom a consent could be about, whoever gives it.
    """
    authority, day = grant.given_by.authority, copenhagen_date(grant.given_at)
    if born is not None and day < born:
        yield Fault("/given_at", NOT_BORN)
        return
    too_young_for = age_given_too_young(grant, born, pack)
    if too_young_for is not None:
        yield Fault(GIVER, f"Younger than {too_young_for}, a holder of custody consents for the person.")
    if authority != "custody" or born is None:
        return
    needed = age_needed(grant.scope.purposes, grant.subject_role, pack, day)
    if needed is not None and age_on(day, born) >= needed:
        yield Fault(GIVER, f"From the age of {needed} the person consents, and nobody by custody.")


def age_given_too_young(grant: Grant, born: date | None, pack: Pack | None) -> int | None:
    """Return the age that a grant asks for, where the subject gave it and was younger on that day."""
    if born is None or pack is None or grant.given_by.authority != "self":
        return None
    day = copenhagen_date(grant.given_at)
    needed = age_needed(grant.scope.purposes, grant.subject_role, pack, day)
    return needed if needed is not None and age_on(day, born) < needed else None
