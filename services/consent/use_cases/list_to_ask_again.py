"""List the consents whose text has been replaced since: whoever gave them is to be asked again."""

from dataclasses import dataclass

from services.consent.use_cases.check_request import pack_of
from services.consent.use_cases.consents_in_force import is_in_force, page_in_force
from services.consent.use_cases.describe_consent import consent_answer
from services.consent.use_cases.reminder_ports import TextVersion
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.model import Pack


@dataclass(frozen=True, slots=True)
class ListToAskAgain:
    """Of which controller, after which consent, and how many."""

    controller: str
    after: str | None
    limit: int


def list_to_ask_again(question: ListToAskAgain, surroundings: Surroundings) -> tuple[list[Document], str | None]:
    """Return consents in force on an older text, in the order they were recorded, and where to go on.

    Whoever has given or refused a consent on the newest version since, or renewed theirs, is left out. Until they
    answer, a consent is bound by what its own text said.
    """
    now, pack = surroundings.clock(), pack_of(question.controller, surroundings)
    old = old_versions(pack)
    with surroundings.units.snapshot() as unit:
        found, last = page_in_force(
            lambda after, limit: unit.reminders.with_old_text(
                question.controller, old, after, limit, unannounced=False
            ),
            lambda consent: consent.id,
            question.after,
            question.limit,
            lambda consent: is_in_force(consent, now, pack),
        )
    newest = {(one.text_id, one.version): one.newest for one in old}
    return [
        {
            **consent_answer(consent, now, pack),
            "newest_text_version": newest[consent.grant.text.id, consent.grant.text.version],
        }
        for consent in found
    ], last


def old_versions(pack: Pack) -> list[TextVersion]:
    """Return every version of a text of the pack that another one has replaced, with the newest of these."""
    return [
        TextVersion(text.id, version, text.newest(version))
        for text in pack.consent_texts.values()
        for version in text.replaced
    ]
