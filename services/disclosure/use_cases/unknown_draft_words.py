"""The words of drafts that the controller's pack does not know."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.disclosure.domain.period import period_from
from services.disclosure.domain.subject_state import EVERY_CATEGORY
from services.disclosure.engine.vocabulary import NO_DAYS, Fault, unknown_word, with_nearest
from shared.policy_packs.model import Pack

Said = Mapping[str, Any]


def unknown_draft_words(drafts: Said, pack: Pack) -> list[Fault]:
    """A JSON pointer into the drafts and a sentence for each word that is not in the pack.

    Drafts may lack what they must have: a case that is wrong in other ways is told of its words all the same.
    """
    in_parts = [fault for pointer, part in _parts(drafts) for fault in _unknown_in_part(pointer, part, pack)]
    delegates = enumerate(one.get("delegate", {}) for one in drafts.get("delegations", ()))
    in_delegates = [
        fault for place, one in delegates for fault in _unknown_kind(f"/delegations/{place}/delegate", one, pack)
    ]
    return with_nearest([*in_parts, *in_delegates, *_unknown_roles(drafts, pack)])


def _unknown_roles(drafts: Said, pack: Pack) -> Iterator[Fault]:
    for what in ("consents", "delegations"):
        for place, one in enumerate(drafts.get(what, ())):
            if "subject_role" in one:
                pointer = f"/{what}/{place}/subject_role"
                yield from unknown_word(pointer, "subject role", one["subject_role"], pack.subject_roles)


def _parts(drafts: Said) -> Iterator[tuple[str, Said]]:
    for place, consent in enumerate(drafts.get("consents", ())):
        yield f"/consents/{place}/scope", consent.get("scope", {})
        for number, withdrawal in enumerate(consent.get("withdrawals", ())):
            yield f"/consents/{place}/withdrawals/{number}/part", withdrawal.get("part", {})
    for place, objection in enumerate(drafts.get("objections", ())):
        yield f"/objections/{place}/part", objection.get("part", {})
    for place, delegation in enumerate(drafts.get("delegations", ())):
        yield f"/delegations/{place}/part", delegation.get("part", {})


def _unknown_in_part(pointer: str, part: Said, pack: Pack) -> Iterator[Fault]:
    for place, one in enumerate(part.get("recipients", ())):
        yield from _unknown_kind(f"{pointer}/recipients/{place}", one, pack)
    for place, purpose in enumerate(part.get("purposes", ())):
        yield from unknown_word(f"{pointer}/purposes/{place}", "purpose", purpose, pack.purposes)
    for place, item in enumerate(part.get("items", ())):
        yield from _unknown_in_item(f"{pointer}/items/{place}", item, pack)
    for place, channel in enumerate(part.get("channels", ())):
        yield from unknown_word(f"{pointer}/channels/{place}", "channel", channel, pack.channels)


def _unknown_kind(pointer: str, recipient: Said, pack: Pack) -> Iterator[Fault]:
    if "kind" in recipient:
        yield from unknown_word(f"{pointer}/kind", "recipient kind", recipient["kind"], pack.recipient_kinds)


def _unknown_in_item(pointer: str, item: Said, pack: Pack) -> Iterator[Fault]:
    if item.get("category", EVERY_CATEGORY) != EVERY_CATEGORY:
        yield from unknown_word(f"{pointer}/category", "category", item["category"], pack.categories)
    if "label" in item:
        yield from unknown_word(f"{pointer}/label", "label", item["label"], pack.labels)
    period = period_from(item.get("period"))
    if period is not None and not period.has_days:
        yield f"{pointer}/period", NO_DAYS
