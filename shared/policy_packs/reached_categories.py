"""Which categories a no to one of them reaches."""

from shared.policy_packs.model import Pack
from shared.policy_packs.reachable import reachable


def reached_by_no_to(category: str, pack: Pack) -> frozenset[str]:
    """Return the category with its parts and all that it is a part of, however deep: no whole goes without its parts.

    Whatever it reaches reaches it in turn. Of a category that the pack does not have, that one alone.
    """
    said = pack.categories
    parts = reachable([category], lambda one: said[one].parts if one in said else ())
    wholes = reachable([category], lambda part: [code for code, one in said.items() if part in one.parts])
    return frozenset((*parts, *wholes))
