"""Steps 2, 4 and 5: bars, and what the subject has said no to."""

from services.disclosure.domain.subject_state import ItemScope, Objection, Part, RecipientScope
from shared.policy_packs.rule import Rule
from tests.oracle.question import A_CLOCK_MAY_BE_AHEAD, Question
from tests.oracle.requirements import met


def bar_and_reason(asked: Question) -> tuple[Rule, str] | None:
    """The first bar in the way, and the reason it gives."""
    for rule in asked.rules("bar"):
        if rule.when and all(met(one, asked) for one in rule.when):
            continue
        reason = _reason_of(rule, asked)
        if reason is not None:
            return rule, reason
    return None


def _reason_of(rule: Rule, asked: Question) -> str | None:
    if rule.outside:
        if asked.kind.is_subject:
            return None
        if asked.country is None:
            return "country-not-stated"
        return None if any(_is_listed(name, asked) for name in rule.outside) else rule.reason
    if rule.unencrypted:
        excused = asked.kind.is_subject and asked.item.category in asked.purpose.open_channels
        open_way = asked.channel is not None and not asked.channel.encrypted and not excused
        return rule.reason if open_way else None
    return rule.reason


def _is_listed(country_list: str, asked: Question) -> bool:
    for begins, ends in asked.pack.country_lists[country_list].members.get(asked.country or "", ()):
        if begins <= asked.day and (ends is None or asked.day < ends):
            return True
    return False


def channel_duties(asked: Question) -> list[Rule]:
    """The bars on unencrypted channels that would be in the way, had an unencrypted one been stated."""
    if asked.channel is not None or (asked.kind.is_subject and asked.item.category in asked.purpose.open_channels):
        return []
    return [
        rule
        for rule in asked.rules("bar")
        if rule.unencrypted and not rule.outside and not (rule.when and all(met(one, asked) for one in rule.when))
    ]


def noes(asked: Question, *kinds: str) -> list[Objection]:
    """The objections of these kinds that stand and reach the item, the most specific first."""
    if asked.state is None:
        return []
    if kinds == ("restriction",) and asked.item.form in ("aggregated", "anonymised"):
        # What shows nobody any more is not the person's to have restricted.
        return []
    found = [one for one in asked.state.objections if one.kind in kinds and stands(one, asked) and concerns(one, asked)]
    return sorted(found, key=lambda one: (_specificity(one.part), one.id))


def _specificity(part: Part) -> str:
    """Data named come first, then a recipient, then a purpose."""
    return "".join("0" if one is not None else "1" for one in (part.items, part.recipients, part.purposes))


def stands(objection: Objection, asked: Question) -> bool:
    if objection.raised_at > asked.at + A_CLOCK_MAY_BE_AHEAD:
        return False
    if objection.lifted_at is not None and objection.lifted_at <= asked.at:
        return False
    answered = objection.overridden_at
    return not (objection.kind == "particular-situation" and answered is not None and answered <= asked.at)


def concerns(objection: Objection, asked: Question) -> bool:
    if objection.kind == "marketing" and not asked.purpose.marketing:
        return False
    if objection.kind == "lookup-refusal" and not asked.purpose.lookup:
        return False
    unspecific = objection.part.recipients is None and objection.part.purposes is None
    if objection.kind == "refusal" and asked.purpose.lookup and unspecific:
        # A no to passing data on is about the house's own look-ups only where it says whom or what for.
        return False
    return reaches(objection.part, asked)


def reaches(part: Part, asked: Question) -> bool:
    """A no is read widely: what nobody stated might be what was meant."""
    if part.purposes is not None and asked.check.purpose not in part.purposes:
        return False
    if part.channels is not None and asked.check.channel is not None and asked.check.channel not in part.channels:
        return False
    if part.recipients is not None and not any(_may_be(one, asked) for one in part.recipients):
        return False
    return part.items is None or any(_may_concern(one, asked) for one in part.items)


def _may_be(named: RecipientScope, asked: Question) -> bool:
    if named.kind not in asked.kinds_around():
        return False
    if None not in (named.id, asked.check.recipient.id) and named.id != asked.check.recipient.id:
        return False
    return None in (named.country, asked.country) or named.country == asked.country


def _may_concern(named: ItemScope, asked: Question) -> bool:
    item = asked.item
    related = _is_part_of(item.category, named.category, asked) or _is_part_of(named.category, item.category, asked)
    if named.category != "*" and not related:
        return False
    if None not in (named.course, item.course) and named.course != item.course:
        return False
    # Episodes and labels mark the data they are about.
    if named.episode is not None and named.episode != item.episode:
        return False
    if named.label is not None and named.label not in item.labels:
        return False
    if named.period is None or item.period is None:
        return True
    return max(named.period.begins, item.period.begins) < min(named.period.ends, item.period.ends)


def _is_part_of(category: str, whole: str, asked: Question) -> bool:
    parts = asked.pack.categories[whole].parts if whole in asked.pack.categories else ()
    return category == whole or any(_is_part_of(category, part, asked) for part in parts)
