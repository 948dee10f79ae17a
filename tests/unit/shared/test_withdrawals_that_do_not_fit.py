"""However much a person has said, the gate hears that they took back what somebody else declares they agreed to."""

from dataclasses import replace

import pytest

from services.consent.domain.consent import Consent
from services.consent.domain.objection import Objection
from services.consent.domain.scope import WHOLE, Item, Part, Recipient
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.documents import state_document
from services.consent.use_cases.told_state import LARGEST_STATE_BYTES, told_state
from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.engine.decide import decide
from shared.events.envelope import Document, encode_json
from shared.policy_packs.rule import Condition
from tests.unit.consent.builders import NOON, a_consent, a_scope, recorded
from tests.unit.disclosure.engine.builders import NOW, a_check, a_policy, a_rule, an_item

DECLARED = a_check(an_item(), facts={"when": "2026-01-01"})
BY_DECLARATION = a_rule("basis", when=(Condition("when", "on_or_before", ("decision-day",)),), declared_on="when")
OWN_SCOPE = a_scope(recipients=(Recipient(DECLARED.recipient.kind),), purposes=(DECLARED.purpose,), items=(Item("*"),))


def large_parts(count: int) -> list[Part]:
    """Return parts of about 15 kB each, none of which the check is about."""
    names = (f"{number}".ljust(280, "x") for number in range(count * 50))
    return [
        Part(purposes=("another",), items=tuple(Item("dx", course=next(names)) for _ in range(50)))
        for _ in range(count)
    ]


def large_consents(count: int, *, withdrawn: int) -> tuple[Consent, ...]:
    """Return consents to something else, each of which has been withdrawn in so many large parts."""
    scope = a_scope(purposes=("another",), items=tuple(Item("dx", course=str(one).ljust(280)) for one in range(50)))
    return tuple(
        replace(a_consent(*large_parts(withdrawn), scope=scope), id=f"other-{number}") for number in range(count)
    )


def objections(count: int) -> tuple[Objection, ...]:
    return tuple(
        Objection(f"o-{number}", "hospital", "k1.someone", "refusal", NOON, "phone", part, recorded())
        for number, part in enumerate(large_parts(count))
    )


def outcome(told: Document) -> str:
    return decide(DECLARED, subject_state_from(told), a_policy(BY_DECLARATION), NOW).outcome


@pytest.mark.parametrize(
    ("others", "noes"),
    [(large_consents(3, withdrawn=0), objections(55)), (large_consents(6, withdrawn=10), ())],
    ids=["noes", "withdrawals"],
)
def test_a_withdrawal_is_told_when_others_or_noes_fill_the_room(
    others: tuple[Consent, ...], noes: tuple[Objection, ...]
) -> None:
    taken_back = replace(a_consent(WHOLE, scope=OWN_SCOPE), id="taken-back")
    state = SubjectState("hospital", "k1.someone", 7, (taken_back, *others), noes)

    told = told_state(state)

    assert len(encode_json(state_document(state))) > LARGEST_STATE_BYTES >= len(encode_json(told))
    assert outcome(told) == "deny"
    assert outcome(told_state(replace(state, consents=others))) == "permit"


def test_what_a_controller_revoked_is_no_word_of_the_persons_and_may_be_left_out() -> None:
    revoked = a_consent(WHOLE, scope=OWN_SCOPE)
    revoked = replace(revoked, withdrawals=tuple(replace(one, how="revoked") for one in revoked.withdrawals))

    told = told_state(
        SubjectState("hospital", "k1.someone", 7, (revoked, *large_consents(3, withdrawn=0)), objections(55))
    )

    assert revoked.id not in {one["id"] for one in told["consents"]}
