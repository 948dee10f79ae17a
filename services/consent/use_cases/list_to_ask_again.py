"""List the consents that are to be asked for again: on a text since replaced, or paused as people came of age."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.consent.domain.coming_of_age import anybody_may_decide_if_born_by
from services.consent.domain.consent import Consent
from services.consent.domain.standing import Status, own_decision_from, standing
from services.consent.use_cases.authority_ports import Due
from services.consent.use_cases.check_request import pack_of
from services.consent.use_cases.consents_in_force import is_in_force
from services.consent.use_cases.consents_without_authority import consents_without_authority
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.page_of_shown import page_of_shown
from services.consent.use_cases.ports import UnitOfWork
from services.consent.use_cases.reminder_ports import AskedAnew, TextVersion
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date

TEXT_CHANGED, CAME_OF_AGE = "text-changed", "came-of-age"
"""Why somebody is asked again. No consent is both: what is paused does not count, whatever its text."""


@dataclass(frozen=True, slots=True)
class ListToAskAgain:
    """Of which controller, after which consent, and how many."""

    controller: str
    after: str | None
    limit: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A consent, and why it may have to be asked for again."""

    consent: Consent
    reasons: frozenset[str]

    def reason(self, at: datetime, pack: Pack) -> str | None:
        if TEXT_CHANGED in self.reasons and is_in_force(self.consent, at, pack):
            return TEXT_CHANGED
        paused = standing(self.consent, at, pack).status is Status.PAUSED
        return CAME_OF_AGE if CAME_OF_AGE in self.reasons and paused else None


def list_to_ask_again(question: ListToAskAgain, surroundings: Surroundings) -> tuple[list[Document], str | None]:
    """Return consents to ask for again, each with the reason, in the order they were recorded, and where to go on.

    Of those in force on an older text, whoever has given or refused a consent on the newest version since, or renewed
    theirs, is left out; of those paused, whoever has said yes or no since, themself or by a representative. Until they
    answer, a consent is bound by what its own text said, and one that is paused does not count.
    """
    now, pack = surroundings.clock(), pack_of(question.controller, surroundings)
    with surroundings.units.snapshot() as unit:
        found, last = page_of_shown(
            lambda after, limit: _candidates(unit, pack, now, after, limit),
            lambda candidate: candidate.consent.id,
            question.after,
            question.limit,
            lambda candidate: candidate.reason(now, pack) is not None,
        )
    newest = {(one.text_id, one.version): one.newest for one in old_versions(pack)}
    return [_told(one, now, pack, newest) for one in found], last


def _candidates(unit: UnitOfWork, pack: Pack, at: datetime, after: str | None, limit: int) -> list[_Candidate]:
    """Return the next consents that there may be a reason for, the first recorded first."""
    day = copenhagen_date(at)
    asked = AskedAnew(pack.controller, consents_without_authority(pack, unit))
    due = Due(pack.controller, day, anybody_may_decide_if_born_by(pack, day), asked.without_authority)
    old = unit.reminders.with_old_text(asked, old_versions(pack), after, limit, unannounced=False)
    return _together({TEXT_CHANGED: old, CAME_OF_AGE: unit.reminders.come_of_age(due, after, limit)})[:limit]


def _together(found: Mapping[str, Sequence[Consent]]) -> list[_Candidate]:
    consents = {consent.id: consent for several in found.values() for consent in several}
    reasons = defaultdict(set)
    for reason, several in found.items():
        for consent in several:
            reasons[consent.id].add(reason)
    return [_Candidate(consents[place], frozenset(reasons[place])) for place in sorted(consents)]


def _told(found: _Candidate, at: datetime, pack: Pack, newest: Mapping[tuple[str, str], str]) -> Document:
    consent, reason = found.consent, found.reason(at, pack)
    text = consent.grant.text
    told = {"reason": reason, "newest_text_version": newest.get((text.id, text.version), text.version)}
    if reason == CAME_OF_AGE:
        told["paused_from"] = str(own_decision_from(consent, copenhagen_date(at), pack))
    return consent_answer(consent, at, pack) | told


def old_versions(pack: Pack) -> list[TextVersion]:
    """Return every version of a text of the pack that another one has replaced, with the newest of these."""
    return [
        TextVersion(text.id, version, text.newest(version))
        for text in pack.consent_texts.values()
        for version in text.replaced
    ]
