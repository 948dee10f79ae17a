"""What a withdrawal takes away of what is left of a consent."""

from datetime import datetime

from services.consent.domain.consent import Consent
from services.consent.domain.reached_parts import as_reached, with_all_that_was_reached
from services.consent.domain.scope import Part, Scope
from services.consent.domain.standing import Status, standing
from shared.policy_packs.model import Pack

NOTHING = Scope((), (), ())


def what_stops(consent: Consent, part: Part, at: datetime, pack: Pack) -> Scope:
    """Return the recipients, purposes and items of which something is permitted until then, and nothing afterwards.

    What was withdrawn before, and everything of a consent that has lapsed or is paused, has stopped already.
    """
    if standing(consent, at, pack).status not in (Status.IN_FORCE, Status.PARTLY_WITHDRAWN):
        return NOTHING
    withdrawn = with_all_that_was_reached(consent, pack).withdrawals
    earlier = [one.part for one in withdrawn if one.part.reaches_channels_of(part)]
    reached = as_reached(part, pack).common_with(consent.grant.scope.bound_to(consent.grant.course))
    left = [cell for cell in reached if not any(one.contains(cell) for one in earlier)]
    recipients, items = {cell.recipient for cell in left}, {cell.item for cell in left}
    purposes = {cell.purpose for cell in left}
    return Scope(
        recipients=tuple(one for one in reached.recipients if one in recipients),
        purposes=tuple(one for one in reached.purposes if one in purposes),
        items=tuple(one for one in reached.items if one in items),
    )
