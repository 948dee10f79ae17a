"""Whether a person who signed in may act for somebody by a delegation that names them."""

from datetime import date, datetime

from services.consent.domain.coming_of_age import anybody_may_decide_if_born_by
from services.consent.domain.delegation import Delegation
from services.consent.domain.delegation_standing import standing_of_delegation
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date


def may_act_by(delegation: Delegation, power: str, at: datetime, pack: Pack | None) -> bool:
    """Return whether a delegation, as it stands at a moment, gives this power at a screen.

    One whose end is on record never does, whatever moment that names: it may have been recorded since. By custody
    nobody acts for who may decide about anything, in whatever role, because a screen shows what was recorded in every
    role; nor for somebody whose date of birth is not kept.
    """
    if delegation.step("ended") is not None or power not in standing_of_delegation(delegation, at, pack).powers:
        return False
    return not delegation.mandate.rests_on_custody or _decides_nothing(delegation.subject_born, at, pack)


def _decides_nothing(born: date | None, at: datetime, pack: Pack | None) -> bool:
    return born is not None and pack is not None and born > anybody_may_decide_if_born_by(pack, copenhagen_date(at))
