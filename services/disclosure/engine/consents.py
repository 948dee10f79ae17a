"""Step 6: a consent in force, by somebody with authority, in the right form, covering exactly this."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import (
    EVERY_CATEGORY,
    Consent,
    FiledConsents,
    ItemScope,
    RecipientScope,
)
from services.disclosure.engine.ages import age_of_consent
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import CLOCK_TOLERANCE, conditions_met, speaks_of
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.objections import part_reaches, restricted_since
from services.disclosure.engine.situation import Situation, WeighedConsent
from shared.policy_packs.ages import age_on
from shared.policy_packs.validity import validity_of

_TAKEN_BACK = {
    "withdrawn": Reason.CONSENT_WITHDRAWN,
    "revoked": Reason.CONSENT_REVOKED,
    "invalidated": Reason.CONSENT_INVALIDATED,
}
# Of consents that have lapsed, so many of the latest are looked at, to say that one has.
_LAPSED_LOOKED_AT = 5


def weigh_consents(situation: Situation) -> tuple[WeighedConsent, ...]:
    """The consents for the purpose against what the items of a check have in common, the longest-lived first."""
    filed = situation.state.by_purpose.get(situation.check.purpose) if situation.state is not None else None
    if filed is None:
        return ()
    weighed = [weigh(consent, situation) for consent in _worth_weighing(filed, situation)]
    if len(weighed) > 1:
        weighed.sort(key=lambda one: (one.lapses or date.max, one.consent.id), reverse=True)
    return tuple(weighed)


def _worth_weighing(filed: FiledConsents, situation: Situation) -> Sequence[Consent]:
    """All that may still count, and the latest of those that do not."""
    consent_class, day = situation.purpose.consent_class, situation.day
    by_year = consent_class == "other"
    consents = filed.latest_given_first if by_year else filed.latest_end_first
    if len(consents) <= _LAPSED_LOOKED_AT:
        return consents

    def has_lapsed(consent: Consent) -> bool:
        lapses = validity_of(consent_class, consent.given_on, None if by_year else consent.stated_end).until
        return lapses is not None and lapses <= day

    return consents[: bisect_left(consents, True, key=has_lapsed) + _LAPSED_LOOKED_AT]


def consents_in_force(situation: Situation, cell: Cell, item: Item) -> list[Permission]:
    """Return a permission for each rule that a consent on file carries, by the longest-lived consent that does."""
    restricted = restricted_since(situation, item) if situation.objections else None
    found = []
    for compiled in cell.consents:
        if speaks_of(compiled, situation, item) and conditions_met(compiled.rule, situation, item):
            permission = _carried(compiled, situation, item, restricted)
            if permission is not None:
                found.append(permission)
    return found


def _carried(
    compiled: CompiledRule, situation: Situation, item: Item, restricted: datetime | None
) -> Permission | None:
    """Processing that the subject has had restricted goes on only with a consent given after that."""
    for weighed in situation.weighed:
        if weighed.fault is not None:
            continue
        if restricted is not None and weighed.consent.given_at <= restricted:
            continue
        if fault_for_item(weighed.consent, compiled, situation, item) is None:
            return Permission(compiled, consent=weighed.consent)
    return None


def weigh(consent: Consent, situation: Situation) -> WeighedConsent:
    lapses = validity_of(situation.purpose.consent_class, consent.given_on, consent.stated_end).until
    return WeighedConsent(consent, lapses, _fault_of(consent, lapses, situation))


def _fault_of(consent: Consent, lapses: date | None, situation: Situation) -> Reason | None:
    """Why this consent cannot carry the check at all, the most telling fault first."""
    if not any(names_recipient(one, situation) for one in consent.scope.recipients):
        return Reason.CONSENT_OTHER_RECIPIENT
    fault = _fault_in_giving(consent, situation)
    if fault is not None:
        return fault
    return Reason.CONSENT_LAPSED if lapses is not None and situation.day >= lapses else None


def _fault_in_giving(consent: Consent, situation: Situation) -> Reason | None:
    if consent.given_at > situation.at:
        return Reason.CONSENT_NOT_YET_GIVEN
    if consent.expression == "implied":
        return Reason.CONSENT_NOT_GIVEN_ACTIVELY
    if not _is_told_of(consent, situation):
        return Reason.CONSENT_TEXT_SILENT
    said = Word(consent.authority, consent.given_on, consent.subject_role)
    if not decides_for_the_subject(said, situation) or _is_too_late(consent, situation):
        return Reason.CONSENT_WITHOUT_AUTHORITY
    return None if _in_right_form(consent, situation) else Reason.CONSENT_NOT_WRITTEN


def _is_too_late(consent: Consent, situation: Situation) -> bool:
    """Nobody consents for the dead; what they had agreed to stands as far as a rule for the dead lets it carry."""
    died_on = situation.state.died_on if situation.state is not None else None
    return died_on is not None and consent.given_on > died_on


def fault_for_item(consent: Consent, compiled: CompiledRule, situation: Situation, item: Item) -> Reason | None:
    """Why a consent that could carry the check does not carry this item under this rule."""
    if not _covers_course(consent, situation, item):
        return Reason.CONSENT_OTHER_COURSE
    if not covers_data(consent.scope.items, situation, item):
        return Reason.OUTSIDE_CONSENT_SCOPE
    taken_back = _taken_back(consent, situation, item)
    if taken_back is not None:
        return taken_back
    if item.category in compiled.explicit and consent.expression != "explicit":
        return Reason.CONSENT_NOT_EXPLICIT
    if compiled.rule.names_country and not _names_country(consent, situation):
        return Reason.CONSENT_NAMES_NO_COUNTRY
    return None


class Word(NamedTuple):
    """With what authority something was decided, since which day, and in which role, where that is known."""

    authority: str
    since: date
    role: str | None


def decides_for_the_subject(said: Word, situation: Situation) -> bool:
    """Whether who decided could: the subject from the age of consent on, a holder of custody until then.

    What a holder of custody decided ends on the day the subject is old enough; a representative's word stands. It must
    hold in the role that is asked about and in the one it was said in: no law lets a word carry that it does not know.
    """
    born = situation.check.subject_born
    if born is None or said.authority not in ("self", "custody"):
        return said.authority in ("self", "representative")
    if not _is_old_enough_for(said, situation.age_of_consent, born, situation):
        return False
    if said.role is None or said.role == situation.role:
        return True
    name = situation.policy.pack.age_of_consent_in(said.role, situation.check.purpose)
    return _is_old_enough_for(said, name, born, situation)


def _is_old_enough_for(said: Word, name: str, born: date, situation: Situation) -> bool:
    ages = situation.policy.ages_of_consent
    if said.authority == "custody":
        today = age_of_consent(ages, name, situation.day)
        return today is not None and age_on(situation.day, born) < today
    then = age_of_consent(ages, name, said.since)
    return then is None or age_on(said.since, born) >= then


def names_recipient(one: RecipientScope, situation: Situation) -> bool:
    recipient = situation.check.recipient
    return (
        one.kind == recipient.kind
        and one.id in (None, recipient.id)
        and (one.country is None or one.country == situation.country)
    )


def _names_country(consent: Consent, situation: Situation) -> bool:
    return any(one.country is not None and names_recipient(one, situation) for one in consent.scope.recipients)


def _is_told_of(consent: Consent, situation: Situation) -> bool:
    """Whether the text agreed to tells of the purpose; a text the pack says nothing about is not held against it."""
    text = consent.text
    known = situation.policy.pack.consent_texts.get(text.id) if text is not None else None
    if text is None or known is None:
        return True
    return situation.check.purpose in known.versions.get(text.version, frozenset())


def _in_right_form(consent: Consent, situation: Situation) -> bool:
    """A signature made electronically is writing; an exemption from writing must say its reason."""
    if situation.purpose.consent_form == "any":
        return True
    return consent.form in ("written", "electronic") or bool(consent.form_exemption)


def _covers_course(consent: Consent, situation: Situation, item: Item) -> bool:
    """A consent about treatment belongs to its course; one for another purpose does so when it says so."""
    if consent.course is not None:
        return consent.course == item.course
    if situation.purpose.consent_class != "treatment":
        return True
    return item.course is not None and any(one.course == item.course for one in consent.scope.items)


def covers_data(allowed: tuple[ItemScope, ...], situation: Situation, item: Item) -> bool:
    """Labels mark data people guard most closely, so each must be named, unless it only tells data apart."""
    guarded = item.labels and item.labels - situation.policy.pack.descriptive_labels
    if guarded:
        return guarded <= {one.label for one in allowed if _covers_unlabelled(one, item)}
    return any((one.label is None or one.label in item.labels) and _covers_unlabelled(one, item) for one in allowed)


def _covers_unlabelled(scope: ItemScope, item: Item) -> bool:
    return (
        scope.category in (EVERY_CATEGORY, item.category)
        and (scope.course is None or scope.course == item.course)
        and (scope.episode is None or scope.episode == item.episode)
        and (scope.period is None or (item.period is not None and scope.period.contains(item.period)))
    )


def _taken_back(consent: Consent, situation: Situation, item: Item) -> Reason | None:
    """How the first withdrawal that reaches the item ended the consent for it."""
    for withdrawal in consent.withdrawals:
        if withdrawal.at <= situation.at + CLOCK_TOLERANCE and part_reaches(withdrawal.part, situation, item):
            return _TAKEN_BACK[withdrawal.how]
    return None
