"""Say of which consents somebody should be reminded, once of each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.consent.domain.consent import Consent
from services.consent.domain.reach import Reach
from services.consent.domain.reminder import Reminder, ReminderKind
from services.consent.use_cases.consents_in_force import is_in_force
from services.consent.use_cases.consents_without_authority import consents_without_authority
from services.consent.use_cases.documents import grant_document
from services.consent.use_cases.list_expiring import days_within, place_by_day
from services.consent.use_cases.list_to_ask_again import old_versions
from services.consent.use_cases.page_of_shown import page_of_shown
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.record_change import Change, announce_unchanged
from services.consent.use_cases.reminder_ports import AskedAnew
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date

PAGE = 200
EVENTS = {ReminderKind.EXPIRING: "ConsentExpiringSoon", ReminderKind.TEXT_CHANGED: "ConsentTextChanged"}
TOLD = ("text", "course", "valid_until", "valid_until_reason")


@dataclass(frozen=True, slots=True)
class _Source:
    """Where consents to remind of come from, and what a reminder of one is about."""

    pack: Pack
    kind: ReminderKind
    read: Callable[[UnitOfWork, Any, int], list[Consent]]
    place_of: Callable[[Consent], Any]
    about: Callable[[Consent], str]


def remind(days: int, surroundings: Surroundings) -> int:
    """Announce at every controller which consents lapse within these days or have an old text; return how many.

    Each is announced once for the day it lapses and once for the newest version of its text, however often this runs
    and beside what else. A run that was missed is made up for by the next.
    """
    return sum(
        _announce_all(source, surroundings)
        for pack in surroundings.packs.values()
        for source in (_lapsing(pack, days, surroundings), _with_old_text(pack))
    )


def _lapsing(pack: Pack, days: int, surroundings: Surroundings) -> _Source:
    within = days_within(copenhagen_date(surroundings.clock()), days)
    return _Source(
        pack=pack,
        kind=ReminderKind.EXPIRING,
        read=lambda unit, after, limit: unit.reminders.lapsing(
            _asked(pack, unit), within, after, limit, unannounced=True
        ),
        place_of=place_by_day,
        about=lambda consent: str(consent.validity.until),
    )


def _with_old_text(pack: Pack) -> _Source:
    old = old_versions(pack)
    newest = {(one.text_id, one.version): one.newest for one in old}
    return _Source(
        pack=pack,
        kind=ReminderKind.TEXT_CHANGED,
        read=lambda unit, after, limit: unit.reminders.with_old_text(
            _asked(pack, unit), old, after, limit, unannounced=True
        ),
        place_of=lambda consent: consent.id,
        about=lambda consent: newest[consent.grant.text.id, consent.grant.text.version],
    )


def _asked(pack: Pack, unit: UnitOfWork) -> AskedAnew:
    return AskedAnew(pack.controller, consents_without_authority(pack, unit))


def _announce_all(source: _Source, surroundings: Surroundings) -> int:
    announced, place = 0, None
    while True:
        with surroundings.units.snapshot() as unit:
            is_shown = partial(is_in_force, at=surroundings.clock(), pack=source.pack)
            found, place = page_of_shown(partial(source.read, unit), source.place_of, place, PAGE, is_shown)
        announced += sum(_announce(consent, source, surroundings) for consent in found)
        if place is None:
            return announced


def _announce(found: Consent, source: _Source, surroundings: Surroundings) -> bool:
    """Announce one consent unless somebody has, or it has been withdrawn meanwhile."""
    with surroundings.units.change() as unit:
        unit.versions.lock(found.controller, found.subject)
        consent, now = unit.consents.find(found.id, Reach(frozenset({found.controller}))), surroundings.clock()
        if consent is None or not is_in_force(consent, now, source.pack):
            return False
        reminder = Reminder(consent.id, source.kind, source.about(consent))
        if not unit.reminders.add(reminder, now):
            return False
        change = Change(EVENTS[source.kind], consent.controller, consent.subject, _told(consent, reminder))
        announce_unchanged(unit, change, now)
    return True


def _told(consent: Consent, reminder: Reminder) -> Document:
    document = grant_document(consent)
    newest = {"newest_text_version": reminder.about} if reminder.kind is ReminderKind.TEXT_CHANGED else {}
    return {
        "consent": consent.id,
        **{name: document[name] for name in TOLD if name in document},
        **newest,
        "purposes": list(consent.grant.scope.purposes),
    }
