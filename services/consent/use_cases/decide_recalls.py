"""Decide which recipients are to be told of withdrawals, once no gate permits any more what relied on them."""

from services.consent.domain.consent import Consent, Withdrawal
from services.consent.domain.permits import PermitsQuestion, PermitsToRecipient
from services.consent.domain.recall import Recall, is_recalled
from services.consent.use_cases.documents import permits_document
from services.consent.use_cases.permits_port import PermitsUnknown
from services.consent.use_cases.recall_ports import RecallQuestion
from services.consent.use_cases.record_change import Change, announce_unchanged
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.identifiers import new_id

PAGE = 50
LONGEST_QUESTION_SECONDS = 10.0


def decide_recalls(surroundings: Surroundings) -> int:
    """Open a recall for each recipient of what was withdrawn, where the gate says who that is; return how many.

    A gate that does not answer leaves the withdrawal undecided, and it is looked at again next time. Any number may
    do this side by side: each withdrawal is decided once.
    """
    opened, after = 0, None
    while True:
        with surroundings.units.snapshot() as unit:
            page = unit.recalls.undecided(after, PAGE)
            consents = {one.consent_id: unit.consents.of_id(one.consent_id) for one in page}
        opened += sum(_decide(consents[one.consent_id], one, surroundings) for one in page)
        if len(page) < PAGE:
            return opened
        after = page[-1].withdrawal_id


def _decide(consent: Consent, asked: RecallQuestion, surroundings: Surroundings) -> int:
    withdrawal = next(one for one in consent.withdrawals if one.id == asked.withdrawal_id)
    is_told = asked.is_promised or _is_recalled(consent, withdrawal, surroundings)
    if is_told is None or not _is_effective(withdrawal, surroundings):
        return 0
    if not is_told:
        return _open(consent, withdrawal, [], surroundings)
    question = PermitsQuestion(consent.controller, consent.subject, consent.id, withdrawal.part)
    try:
        went = surroundings.permits.relying_on(question, LONGEST_QUESTION_SECONDS)
    except PermitsUnknown:
        return 0
    return _open(consent, withdrawal, went, surroundings)


def _is_recalled(consent: Consent, withdrawal: Withdrawal, surroundings: Surroundings) -> bool | None:
    """Return whether the pack has recipients told; None as long as it is not there."""
    pack = surroundings.packs.get(consent.controller)
    return None if pack is None else is_recalled(consent, withdrawal.part, pack)


def _is_effective(withdrawal: Withdrawal, surroundings: Surroundings) -> bool:
    """Until then a gate may still commit a permit that this would miss; afterwards there are no more of them."""
    now = surroundings.clock()
    committed = surroundings.units.first_seen_committed(withdrawal.id, now)
    return committed + surroundings.lease + surroundings.clock_margin <= now


def _open(consent: Consent, withdrawal: Withdrawal, went: list[PermitsToRecipient], surroundings: Surroundings) -> int:
    with surroundings.units.change() as unit:
        unit.versions.lock(consent.controller, consent.subject)
        now = surroundings.clock()
        if not unit.recalls.decide(withdrawal.id, now):
            return 0
        recalls = [
            Recall(str(new_id()), consent.controller, consent.subject, consent.id, withdrawal.id, one, now)
            for one in went
        ]
        unit.recalls.add(recalls)
        for recall in recalls:
            announce_unchanged(unit, Change("RecallOpened", recall.controller, recall.subject, _told(recall)), now)
    return len(recalls)


def _told(recall: Recall) -> Document:
    return {
        "recall": recall.id,
        "consent": recall.consent_id,
        "withdrawal": recall.withdrawal_id,
        **permits_document(recall.went),
    }
