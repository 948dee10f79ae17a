"""Who may consent: the person from the age at which people decide for themselves, a holder of custody until then."""

from collections.abc import Iterator
from datetime import date

from services.consent.domain.consent import Grant
from services.consent.domain.errors import Fault
from shared.policy_packs.ages import age_on
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date

GIVER = "/given_by/authority"


def faults_of_giver(grant: Grant, born: date | None, pack: Pack) -> Iterator[Fault]:
    """Give a fault where the date of birth is known and the giver could not decide on the day of giving.

    Sundhedsloven § 17 and the ages of the pack's purposes. The gate judges authority again on the day of each decision.
    """
    authority, needed = grant.given_by.authority, _age_needed(grant, pack)
    if born is None or needed is None:
        return
    age = age_on(copenhagen_date(grant.given_at), born)
    if authority == "self" and age < needed:
        yield Fault(GIVER, f"Younger than {needed}, a holder of custody consents for the person.")
    if authority == "custody" and age >= needed:
        yield Fault(GIVER, f"From the age of {needed} the person consents, and nobody by custody.")


def _age_needed(grant: Grant, pack: Pack) -> int | None:
    """Return the highest age that a purpose asks for on the day of giving; None where no law says."""
    day = copenhagen_date(grant.given_at)
    names = {pack.purposes[purpose].age_of_consent for purpose in grant.scope.purposes}
    dated = (one for name in names for one in pack.ages_of_consent[name].ages)
    return max((age for (begins, ends), age in dated if begins <= day < (ends or date.max)), default=None)
