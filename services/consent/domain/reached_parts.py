"""What a withdrawal of a category reaches: the parts of it and the wholes it is in, as the gate judges it."""

from dataclasses import replace

from services.consent.domain.consent import Consent
from services.consent.domain.scope import Item, Part
from shared.policy_packs.model import Pack
from shared.policy_packs.reached_categories import reached_by_no_to


def as_reached(part: Part, pack: Pack | None) -> Part:
    """Return the part with each category that it reaches beside the one it names; without a pack, as it was said."""
    if part.items is None or pack is None:
        return part
    reached = (one for item in part.items for one in _reached(item, pack))
    return replace(part, items=tuple(dict.fromkeys(reached)))


def with_all_that_was_reached(consent: Consent, pack: Pack | None) -> Consent:
    """Return the consent with each of its withdrawals as it is judged, which is not as it was said."""
    return replace(
        consent, withdrawals=tuple(replace(one, part=as_reached(one.part, pack)) for one in consent.withdrawals)
    )


def _reached(item: Item, pack: Pack) -> list[Item]:
    others = reached_by_no_to(item.category, pack) - {item.category}
    return [item, *(replace(item, category=one) for one in sorted(others))]
