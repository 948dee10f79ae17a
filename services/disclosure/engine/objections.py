"""Steps 2, 4 and 5: what the subject has said no to; the most specific no is the one that is named."""

from collections.abc import Iterator
from datetime import datetime

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import EVERY_CATEGORY, ItemScope, Objection, Part
from services.disclosure.engine.conditions import CLOCK_TOLERANCE
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import NO_LONGER_PERSONAL

_REASONS = {
    (True, True): Reason.REFUSED_DATA_TO_RECIPIENT,
    (True, False): Reason.REFUSED_DATA,
    (False, True): Reason.REFUSED_RECIPIENT,
}


def objections_against(situation: Situation) -> tuple[Objection, ...]:
    """The objections that stand and reach this recipient and purpose, most specific first."""
    if situation.state is None or not situation.state.objections:
        return ()
    standing = [
        one
        for one in situation.state.objections
        if _stands(one, situation) and _kind_reaches(one, situation) and part_concerns(one.part, situation)
    ]
    return tuple(sorted(standing, key=lambda one: (*_specificity(one.part), one.id)))


def restriction_on(situation: Situation, item: Item) -> Objection | None:
    """What shows nobody any more is no processing of the person's data, and cannot be restricted."""
    if item.form in NO_LONGER_PERSONAL:
        return None
    return _first(situation, item, "restriction")


def restricted_since(situation: Situation, item: Item) -> datetime | None:
    """When the subject last had the processing of this item restricted."""
    if item.form in NO_LONGER_PERSONAL:
        return None
    return max((one.raised_at for one in _all(situation, item, "restriction")), default=None)


def restricted_processing(situation: Situation, restriction: Objection) -> Refusal:
    return _no(situation, Reason.RESTRICTED_PROCESSING, restriction)


def marketing_objection(situation: Situation, item: Item) -> Refusal | None:
    objection = _first(situation, item, "marketing")
    return _no(situation, Reason.MARKETING_OBJECTION, objection) if objection else None


def refusal_by_subject(situation: Situation, item: Item) -> Refusal | None:
    objection = _first(situation, item, "refusal", "lookup-refusal")
    if objection is None:
        return None
    if situation.to_subject:
        return _revealing_channel(situation, objection)
    if objection.kind == "lookup-refusal":
        return _no(situation, Reason.REFUSED_LOOKUP, objection)
    return _no(situation, _refusal_reason(objection.part), objection)


def suspending_objection(situation: Situation, item: Item) -> Objection | None:
    """An objection on grounds of the subject's own situation, which suspends what rests on a balance of interests.

    One that was upheld is told before one that is still to be answered.
    """
    found = list(_all(situation, item, "particular-situation"))
    return next((one for one in found if is_upheld(one, situation)), found[0] if found else None)


def suspended(situation: Situation, objection: Objection) -> Refusal:
    upheld = is_upheld(objection, situation)
    return _no(situation, Reason.OBJECTION_UPHELD if upheld else Reason.OBJECTION_AWAITING_ANSWER, objection)


def is_upheld(objection: Objection, situation: Situation) -> bool:
    return objection.upheld_at is not None and objection.upheld_at <= situation.at


def is_objected_to(situation: Situation, item: Item) -> bool:
    """Whether the subject has said no, whether or not that stops anything."""
    return _first(situation, item, "refusal", "lookup-refusal", "particular-situation") is not None


def part_reaches(part: Part, situation: Situation, item: Item) -> bool:
    """Whether a withdrawal or objection of this part reaches this item in this situation."""
    return part_concerns(part, situation) and (
        part.items is None or any(item_is_named(scope, situation, item) for scope in part.items)
    )


def part_concerns(part: Part, situation: Situation) -> bool:
    """Whether it reaches the check at all; a channel nobody stated might be the one meant."""
    return (
        (part.purposes is None or situation.check.purpose in part.purposes)
        and (part.channels is None or situation.stated.channel in (None, *part.channels))
        and (part.recipients is None or situation.is_named_by(part.recipients))
    )


def item_is_named(scope: ItemScope, situation: Situation, item: Item) -> bool:
    """A whole and its part name each other, and a course nobody stated might be meant; episode and label mark data."""
    return (
        (scope.category == EVERY_CATEGORY or scope.category in situation.policy.noes_reaching[item.category])
        and (scope.course is None or item.course is None or scope.course == item.course)
        and (scope.episode is None or scope.episode == item.episode)
        and (scope.label is None or scope.label in item.labels)
        and (scope.period is None or item.period is None or scope.period.overlaps(item.period))
    )


def _stands(objection: Objection, situation: Situation) -> bool:
    lifted = objection.lifted_at is not None and objection.lifted_at <= situation.at
    # Compelling grounds prevail over an objection under article 21(1) GDPR, and over no other no.
    overridden = (
        objection.kind == "particular-situation"
        and objection.overridden_at is not None
        and objection.overridden_at <= situation.at
    )
    # A no recorded by a machine whose clock is a little ahead counts at once: withdrawal wins.
    return objection.raised_at <= situation.at + CLOCK_TOLERANCE and not lifted and not overridden


def _kind_reaches(objection: Objection, situation: Situation) -> bool:
    purpose = situation.purpose
    if objection.kind == "marketing":
        return purpose.marketing
    if objection.kind == "lookup-refusal":
        return purpose.lookup
    if objection.kind == "refusal" and purpose.lookup:
        # A no to passing data on reaches the house's own look-ups only when it names them.
        return objection.part.recipients is not None or objection.part.purposes is not None
    return True


def _revealing_channel(situation: Situation, objection: Objection) -> Refusal | None:
    """What may not be passed on may still go to the subject, if nobody else can open it."""
    if situation.channel is not None and situation.channel.private:
        return None
    refusal = _no(situation, Reason.CHANNEL_REVEALS_REFUSED_DATA, objection)
    channels = situation.policy.pack.channels.items()
    refusal.other_channels = tuple(code for code, one in channels if one.private and one.encrypted)
    return refusal


def _no(situation: Situation, reason: Reason, objection: Objection) -> Refusal:
    return Refusal(reason, situation.policy.pack.objections.get(objection.kind, ()), objection=objection.id)


def _first(situation: Situation, item: Item, *kinds: str) -> Objection | None:
    return next(_all(situation, item, *kinds), None)


def _all(situation: Situation, item: Item, *kinds: str) -> Iterator[Objection]:
    for objection in situation.objections:
        items = objection.part.items
        if objection.kind in kinds and (items is None or any(item_is_named(scope, situation, item) for scope in items)):
            yield objection


def _specificity(part: Part) -> tuple[bool, bool, bool]:
    return part.items is None, part.recipients is None, part.purposes is None


def _refusal_reason(part: Part) -> Reason:
    named = (part.items is not None, part.recipients is not None)
    everything = Reason.REFUSED_PURPOSE if part.purposes is not None else Reason.REFUSED_EVERYTHING
    return _REASONS.get(named, everything)
