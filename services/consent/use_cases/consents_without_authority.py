"""Which consents people gave themselves before they could decide: a word that never counted answers for nobody."""

from services.consent.domain.coming_of_age import highest_age
from services.consent.domain.giver_rules import age_given_too_young
from services.consent.use_cases.ports import UnitOfWork
from shared.policy_packs.model import Pack


def consents_without_authority(pack: Pack | None, unit: UnitOfWork) -> list[str]:
    """Return the ids of those consents at the pack's controller; none where there is no pack, which has the ages."""
    if pack is None:
        return []
    own = unit.consents.own_given_by_the_young(pack.controller, highest_age(pack))
    return [one.id for one in own if age_given_too_young(one.grant, one.subject_born, pack) is not None]
