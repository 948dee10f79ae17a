"""Step 6: whether a consent or a delegation on file carries an item. A yes is read narrowly."""

from collections.abc import Iterable
from datetime import date

from services.disclosure.domain.subject_state import Consent, Delegation, ItemScope, Part, RecipientScope
from shared.policy_packs.rule import FactValue, Rule
from shared.policy_packs.spans import Span
from tests.oracle.naive_dates import age, danish_day, end_of_span
from tests.oracle.noes import noes, reaches
from tests.oracle.question import A_CLOCK_MAY_BE_AHEAD, Question

FOR_EVER = date.max


def carrying_consents(rule: Rule, asked: Question) -> list[Consent]:
    """The consents that carry the item under a rule, the longest-lived first."""
    consents = asked.state.consents if asked.state else ()
    found = [one for one in consents if _carries(one, rule, asked)]
    return sorted(found, key=lambda one: (lapses_on(one, asked), one.id), reverse=True)


def carrying_delegations(rule: Rule, asked: Question) -> list[Delegation]:
    delegations = asked.state.delegations if asked.state and not asked.has_died else ()
    found = [one for one in delegations if one.kind in rule.delegation_kinds and _delegates(one, rule, asked)]
    return sorted(found, key=lambda one: (one.until or FOR_EVER, one.id), reverse=True)


def lapses_on(consent: Consent, asked: Question) -> date:
    """The first day on which the consent no longer counts."""
    ends = [FOR_EVER]
    if consent.stated_end is not None:
        ends.append(consent.stated_end)
    if asked.purpose.consent_class == "other":
        ends.append(end_of_span(consent.given_on, Span(1, "year")))
    return min(ends)


def _carries(consent: Consent, rule: Rule, asked: Question) -> bool:
    return (
        _is_valid(consent, asked)
        and _is_about(consent, asked)
        and not _is_withdrawn(consent, asked)
        and (not _must_be_explicit(rule, asked) or consent.expression == "explicit")
        and (not rule.names_country or any(one.country for one in consent.scope.recipients if is_named(one, asked)))
        and all(consent.given_at > restriction.raised_at for restriction in noes(asked, "restriction"))
    )


def _is_valid(consent: Consent, asked: Question) -> bool:
    return (
        consent.given_at <= asked.at
        and asked.day < lapses_on(consent, asked)
        and consent.expression != "implied"
        and (asked.purpose.consent_form == "any" or consent.form != "oral" or bool(consent.form_exemption))
        and _text_tells(consent, asked)
        and not _was_given_for_the_dead(consent, asked)
        and may_decide(consent.authority, consent.given_on, consent.subject_role, asked)
    )


def _was_given_for_the_dead(consent: Consent, asked: Question) -> bool:
    return asked.state is not None and asked.state.died_on is not None and asked.state.died_on < consent.given_on


def _text_tells(consent: Consent, asked: Question) -> bool:
    if consent.text is None or consent.text.id not in asked.pack.consent_texts:
        return True
    versions = asked.pack.consent_texts[consent.text.id].versions
    return consent.text.version in versions and asked.check.purpose in versions[consent.text.version]


def may_decide(authority: str, on: date, said_in: str | None, asked: Question) -> bool:
    """Whoever decided could, in the role that is asked about and in the role in which it was said, if that is known."""
    return all(_may_decide_in(role, authority, on, asked) for role in (asked.role, said_in) if role is not None)


def _may_decide_in(role: str, authority: str, on: date, asked: Question) -> bool:
    """People decide for themselves once they are old enough; until that day whoever has custody does."""
    born = asked.check.subject_born
    if authority == "self":
        then = _age_of_consent(role, on, asked)
        return born is None or then is None or age(born, on) >= then
    if authority == "custody":
        now = _age_of_consent(role, asked.day, asked)
        return born is not None and now is not None and age(born, asked.day) < now
    return authority == "representative"


def _age_of_consent(code: str, day: date, asked: Question) -> int | None:
    role = asked.pack.subject_roles[code]
    for (begins, ends), years in asked.pack.ages_of_consent[role.age_of_consent or asked.purpose.age_of_consent].ages:
        if begins <= day and (ends is None or day < ends):
            return years
    return None


def _is_about(consent: Consent, asked: Question) -> bool:
    scope, course = consent.scope, asked.item.course
    if asked.check.purpose not in scope.purposes or not any(is_named(one, asked) for one in scope.recipients):
        return False
    if consent.course is not None and consent.course != course:
        return False
    if consent.course is None and asked.purpose.consent_class == "treatment":
        # A consent about treatment belongs to a course, which it names for itself or with some of its data.
        return course is not None and course in [one.course for one in scope.items] and covered(scope.items, asked)
    return covered(scope.items, asked)


def is_named(named: RecipientScope, asked: Question) -> bool:
    recipient = asked.check.recipient
    return (
        named.kind == recipient.kind
        and (named.id is None or named.id == recipient.id)
        and (named.country is None or named.country == asked.country)
    )


def covered(named: Iterable[ItemScope], asked: Question) -> bool:
    """Each guarded label must be named; an item without one is covered by what names no label, or one it has."""
    covering = [one for one in named if _covers(one, asked)]
    guarded = [label for label in asked.item.labels if label not in asked.pack.descriptive_labels]
    if guarded:
        return all(any(one.label == label for one in covering) for label in guarded)
    return any(one.label is None or one.label in asked.item.labels for one in covering)


def _covers(named: ItemScope, asked: Question) -> bool:
    item = asked.item
    if named.category not in ("*", item.category):
        return False
    if named.course is not None and named.course != item.course:
        return False
    if named.episode is not None and named.episode != item.episode:
        return False
    if named.period is None:
        return True
    return item.period is not None and (
        named.period.begins <= item.period.begins and item.period.ends <= named.period.ends
    )


def _is_withdrawn(consent: Consent, asked: Question) -> bool:
    return any(one.at <= asked.at + A_CLOCK_MAY_BE_AHEAD and reaches(one.part, asked) for one in consent.withdrawals)


def taken_back_since(rule: Rule, asked: Question) -> bool:
    """Whether a withdrawal on file is of the day of the consent that was declared, or of a later one."""
    if rule.declared_on is None:
        return False
    if asked.state is None:
        return True
    day = asked.check.facts.get(rule.declared_on)
    withdrawals = [
        withdrawal
        for consent in asked.state.consents
        if reaches(Part(consent.scope.recipients, consent.scope.purposes, consent.scope.items), asked)
        for withdrawal in consent.withdrawals
        if withdrawal.how == "withdrawn" and withdrawal.at <= asked.at + A_CLOCK_MAY_BE_AHEAD
    ]
    return day is not None and any(danish_day(one.at) >= _day(day) for one in withdrawals if reaches(one.part, asked))


def _day(stated: FactValue) -> date:
    return date.fromisoformat(str(stated))


def _must_be_explicit(rule: Rule, asked: Question) -> bool:
    return rule.explicit or any(asked.pack.legal_references[code].explicit for code in asked.basis_of(rule))


def _delegates(delegation: Delegation, rule: Rule, asked: Question) -> bool:
    if asked.check.recipient.id is None or delegation.delegate.id is None or not is_named(delegation.delegate, asked):
        return False
    if asked.day < delegation.begins or (delegation.until is not None and asked.day >= delegation.until):
        return False
    if delegation.begins_at is not None and delegation.begins_at > asked.at:
        return False
    if delegation.ended_at is not None and delegation.ended_at <= asked.at + A_CLOCK_MAY_BE_AHEAD:
        return False
    return _lies_within(delegation.part, asked) and _decides_still(delegation, rule, asked)


def _decides_still(delegation: Delegation, rule: Rule, asked: Question) -> bool:
    born = asked.check.subject_born
    if delegation.kind == "custody" and rule.custody_until is not None:
        return born is not None and age(born, asked.day) < rule.custody_until
    authority = "custody" if delegation.kind == "custody" else delegation.authority
    return may_decide(authority, delegation.begins, delegation.subject_role, asked)


def _lies_within(part: Part, asked: Question) -> bool:
    if part.purposes is not None and asked.check.purpose not in part.purposes:
        return False
    if part.channels is not None and asked.check.channel not in part.channels:
        return False
    if part.recipients is not None and not any(is_named(one, asked) for one in part.recipients):
        return False
    return part.items is None or covered(part.items, asked)
