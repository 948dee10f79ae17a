"""What a delegation must fulfil, and which step may follow which."""

from collections.abc import Iterator
from datetime import date, datetime

from services.consent.domain.authority_rules import faults_of_name
from services.consent.domain.delegation import Delegation, Mandate
from services.consent.domain.errors import Fault
from services.consent.domain.mandate_authority import faults_of_mandator
from services.consent.domain.words import Words, faults_of_role, faults_of_words
from shared.policy_packs.model import Pack


def faults_of_mandate(mandate: Mandate, born: date | None, today: date, pack: Pack) -> list[Fault]:
    """Return everything wrong with a mandate: unknown words, days that are none, a delegate or giver without a name.

    So is a giver who could not let anybody in today. `born` is the subject's date of birth, where it is known.
    """
    words = Words.of_pack(pack)
    unknown = [*faults_of_role(mandate.subject_role, pack), *faults_of_words("/part", mandate.part, words)]
    return [
        *_faults_of_delegate(mandate, words),
        *unknown,
        *_faults_of_days(mandate),
        *faults_of_name(mandate.given_by, "/given_by"),
        *([] if unknown else faults_of_mandator(mandate, born, today, pack)),
    ]


def _faults_of_delegate(mandate: Mandate, words: Words) -> Iterator[Fault]:
    if mandate.delegate.kind not in words.recipient_kinds:
        yield Fault("/delegate/kind", "The controller's pack has no such recipient kind.")
    if mandate.delegate.id is None:
        yield Fault("/delegate/id", "A delegation is to one person, who must be named.")


def _faults_of_days(mandate: Mandate) -> Iterator[Fault]:
    if mandate.ends is not None and mandate.ends <= mandate.begins:
        yield Fault("/until", "Ends before it has begun: until is the first day on which it no longer counts.")


def faults_of_step(delegation: Delegation, step: str, at: datetime | None) -> Iterator[Fault]:
    """Only what was asked for is accepted or declined; only what was accepted is ended."""
    accepted, declined = delegation.step("accepted"), delegation.step("declined")
    if step == "ended" and accepted is None:
        yield Fault("/channel", "It was never accepted, so there is nothing to end; decline it.")
    if step != "ended" and (accepted or declined):
        yield Fault("/channel", f"It was {'accepted' if accepted else 'declined'} before.")
    if at is not None and accepted is not None and at < accepted.at:
        yield Fault("/at", "It was accepted later than this.")
