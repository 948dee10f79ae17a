"""What an objection does not stop: the law orders it, it serves a claim or another person's rights, or rests elsewhere.

As the gate judges it: services/disclosure/engine/objections.py, held together by a test of every rule of every pack.
"""

from collections.abc import Iterator
from datetime import date

from services.consent.domain.reached_rules import ReachedRule, rules_reached
from services.consent.domain.scope import Part
from shared.policy_packs.basis import basis_of, is_open_to_objection
from shared.policy_packs.model import Pack, Purpose
from shared.policy_packs.rule import NO_LONGER_PERSONAL, Rule


def what_goes_on(kind: str, part: Part, pack: Pack, day: date) -> Iterator[Rule]:
    """Give the rules of the pack, in its order, that an objection of this kind to this part reaches and does not stop.

    Those in force on the day. Whether one permits anything depends on the facts of each check, which only the gate
    knows, and on the consents and delegations that are there.
    """
    purposes = [code for code, one in pack.purposes.items() if _reaches(kind, part, one)]
    for found in rules_reached(part, purposes, pack, day):
        if found.rule.step != "bar" and _stands(found, kind, part, pack):
            yield found.rule


def _reaches(kind: str, part: Part, purpose: Purpose) -> bool:
    """Whether an objection of this kind is about a purpose at all; a refusal reaches look-ups that it names."""
    if kind == "marketing":
        return purpose.marketing
    if kind == "lookup-refusal":
        return purpose.lookup
    if kind == "refusal" and purpose.lookup:
        return part.recipients is not None or part.purposes is not None
    return True


def _stands(found: ReachedRule, kind: str, part: Part, pack: Pack) -> bool:
    rule = found.rule
    if kind == "restriction":
        gated = rule.restriction_gate is not None and rule.step != "consent"
        return gated or not NO_LONGER_PERSONAL.isdisjoint(rule.forms)
    if rule.step == "duty":
        return True
    if kind == "marketing":
        return False
    if kind == "particular-situation":
        return rule.stands_against_refusal or any(
            not is_open_to_objection(basis_of(rule, one, pack), pack) for one in found.categories
        )
    return (rule.step == "basis" and rule.stands_against_refusal) or _reaches_the_subject_alone(found, part, pack)


def _reaches_the_subject_alone(found: ReachedRule, part: Part, pack: Pack) -> bool:
    """What may not be passed on may still go to the subject, by a channel that nobody else can open."""
    channels = (frozenset(found.rule.channels) or frozenset(pack.channels)) & frozenset(part.channels or pack.channels)
    to_subject = any(pack.recipient_kinds[one].is_subject for one in found.recipient_kinds)
    return to_subject and any(pack.channels[one].private for one in channels)
