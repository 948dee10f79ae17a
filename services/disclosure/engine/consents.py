"""Step 6: a consent in force, by somebody with authority, in the right form, covering exactly this."""

from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import EVERY_CATEGORY, Consent, ItemScope, Objection
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.conditions import conditions_met, speaks_of
from services.disclosure.engine.finding import Permission
from services.disclosure.engine.objections import CLOCK_TOLERANCE, part_reaches
from services.disclosure.engine.situation import Situation, WeighedConsent
from shared.policy_packs.validity import validity_of

AGE_OF_CONSENT = 15


def weigh_consents(situation: Situation) -> tuple[WeighedConsent, ...]:
    """Every consent on file against what the items of a check have in common, the longest-lived first."""
    if situation.state is None or not situation.state.consents:
        return ()
    weighed = [_weigh(consent, situation) for consent in situation.state.consents]
    if len(weighed) > 1:
        weighed.sort(key=lambda one: (one.lapses or date.max, one.consent.id), reverse=True)
    return tuple(weighed)


def consent_in_force(situation: Situation, cell: Cell, item: Item, restriction: Objection | None) -> Permission | None:
    """Processing that the subject has had restricted goes on only with a consent given after that."""
    if not cell.consents or not situation.weighed:
        return None
    for compiled in cell.consents:
        if not (speaks_of(compiled, situation, item) and conditions_met(compiled.rule, situation)):
            continue
        for weighed in situation.weighed:
            if restriction is not None and weighed.consent.given_at <= restriction.raised_at:
                continue
            if weighed.fault is None and fault_for_item(weighed.consent, situation, item) is None:
                return Permission(compiled, weighed.consent, weighed.lapses)
    return None


def _weigh(consent: Consent, situation: Situation) -> WeighedConsent:
    lapses = validity_of(situation.purpose.consent_class, consent.given_on, consent.stated_end).until
    return WeighedConsent(consent, lapses, _fault_of(consent, lapses, situation))


def _fault_of(consent: Consent, lapses: date | None, situation: Situation) -> Reason | None:
    """Why this consent cannot carry the check at all, the most telling fault first."""
    if situation.check.purpose not in consent.scope.purposes:
        return Reason.CONSENT_OTHER_PURPOSE
    if not _names_recipient(consent, situation):
        return Reason.CONSENT_OTHER_RECIPIENT
    if consent.given_at > situation.at:
        return Reason.CONSENT_NOT_YET_GIVEN
    if not _given_with_authority(consent, situation):
        return Reason.CONSENT_WITHOUT_AUTHORITY
    if not _in_right_form(consent, situation):
        return Reason.CONSENT_NOT_WRITTEN
    return Reason.CONSENT_LAPSED if lapses is not None and situation.day >= lapses else None


def fault_for_item(consent: Consent, situation: Situation, item: Item) -> Reason | None:
    """Why a consent that could carry the check does not carry this item."""
    if not _covers_course(consent, situation, item):
        return Reason.CONSENT_OTHER_COURSE
    if not _covers_data(consent, item):
        return Reason.OUTSIDE_CONSENT_SCOPE
    if _is_withdrawn(consent, situation, item):
        return Reason.CONSENT_WITHDRAWN
    return None


def age_on(day: date, born: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _names_recipient(consent: Consent, situation: Situation) -> bool:
    recipient = situation.check.recipient
    return any(one.kind == recipient.kind and one.id in (None, recipient.id) for one in consent.scope.recipients)


def _given_with_authority(consent: Consent, situation: Situation) -> bool:
    """From 15 the subject consents; a guardian's consent for a child ends on that birthday."""
    born = situation.check.subject_born
    if consent.authority == "custody":
        return born is not None and age_on(situation.day, born) < AGE_OF_CONSENT
    if consent.authority == "self":
        return born is None or age_on(consent.given_on, born) >= AGE_OF_CONSENT
    return consent.authority == "representative"


def _in_right_form(consent: Consent, situation: Situation) -> bool:
    """A signature made electronically is writing; an exemption from writing must say its reason."""
    if situation.purpose.consent_class == "treatment":
        return True
    return consent.form in ("written", "electronic") or bool(consent.form_exemption)


def _covers_course(consent: Consent, situation: Situation, item: Item) -> bool:
    """A consent about treatment belongs to its course; one for another purpose does so when it says so."""
    if consent.course is not None:
        return consent.course == item.course
    if situation.purpose.consent_class != "treatment":
        return True
    return item.course is not None and any(one.course == item.course for one in consent.scope.items)


def _covers_data(consent: Consent, item: Item) -> bool:
    """Labels mark data people guard most closely, so each must be named by the consent."""
    scopes = [one for one in consent.scope.items if _covers_unlabelled(one, item)]
    if not item.labels:
        return any(one.label is None for one in scopes)
    named = {one.label for one in scopes}
    return item.labels <= named


def _covers_unlabelled(scope: ItemScope, item: Item) -> bool:
    return (
        scope.category in (EVERY_CATEGORY, item.category)
        and (scope.course is None or scope.course == item.course)
        and (scope.episode is None or scope.episode == item.episode)
    )


def _is_withdrawn(consent: Consent, situation: Situation, item: Item) -> bool:
    return any(
        withdrawal.at <= situation.at + CLOCK_TOLERANCE and part_reaches(withdrawal.part, situation, item)
        for withdrawal in consent.withdrawals
    )
