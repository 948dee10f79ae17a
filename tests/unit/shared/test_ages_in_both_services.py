"""Consent service and gate say the same of whoever has come of age: in every pack and role, for every purpose."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from services.consent.domain.authority_rules import Speaker, faults_of_raiser
from services.consent.domain.coming_of_age import anybody_may_decide_if_born_by
from services.consent.domain.consent import Consent, Giver, Grant, Text
from services.consent.domain.giver_rules import faults_of_giver
from services.consent.domain.scope import Item, Part, Recipient, Scope
from services.consent.domain.standing import Status, standing
from services.consent.domain.subject_state import SubjectState
from services.consent.use_cases.documents import state_document
from services.disclosure.domain import check as gate
from services.disclosure.domain.read_subject_state import subject_state_from
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.engine.consents import weigh
from services.disclosure.engine.situation import identify
from shared.policy_packs.ages import birthday
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import Validity
from tests.unit.consent.builders import recorded

PACKS = packs_in_force(PACKS_FOLDER)
every_pack = pytest.mark.parametrize("controller", PACKS)

BORN = (date(2008, 2, 29), date(2010, 12, 31))
"""On a leap day, and thirteen on the day before the law of online services asked for fifteen."""


def days_around_each_age(born: date) -> Iterator[date]:
    for age in (13, 15, 16):
        coming = birthday(born, age)
        yield from (coming - timedelta(days=1), coming)


MOMENTS = [(born, day) for born in BORN for day in days_around_each_age(born)]


@cache
def policy(controller: str) -> Policy:
    return compile_policy(PACKS[controller])


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def a_consent(pack: Pack, role: str | None, purpose: str, authority: str, on: date, born: date) -> Consent:
    """A consent to everything that anybody asks for, so that nothing but the giver can be wrong with it."""
    kind = next(iter(pack.recipient_kinds))
    grant = Grant(
        given_at=noon(on),
        given_by=Giver(authority),
        form="written",
        channel="desk",
        text=Text("somebody-elses", "1", "da"),
        scope=Scope((Recipient(kind),), (purpose,), (Item("*"),)),
        subject_role=role,
    )
    return Consent(
        "c1", pack.controller, "k1.child", grant, Validity(None, "course"), recorded(noon(on)), subject_born=born
    )


def gate_refuses(controller: str, role: str, consent: Consent, born: date, day: date) -> bool:
    """Whether the gate, asked in a role, says that whoever gave the consent could not; it hears of it by its state."""
    told = SubjectState(controller, consent.subject, 1, (consent,), ())
    state = subject_state_from(state_document(told))
    purpose, recipient = consent.grant.scope.purposes[0], gate.Recipient(consent.grant.scope.recipients[0].kind)
    asked = gate.Check(controller, recipient, purpose, (), subject_born=born, subject_role=role)
    situation = identify(asked, state, policy(controller), noon(day))
    return weigh(state.consents[0], situation).fault is Reason.CONSENT_WITHOUT_AUTHORITY


@every_pack
def test_whoever_may_give_a_consent_by_the_one_may_by_the_other_on_that_day(controller: str) -> None:
    pack = PACKS[controller]
    for role in pack.subject_roles:
        for purpose in pack.purposes:
            for authority in ("self", "custody"):
                for born, day in MOMENTS:
                    consent = a_consent(pack, role, purpose, authority, day, born)
                    refused = list(faults_of_giver(consent.grant, born, pack)) != []
                    gate_says = gate_refuses(controller, role, consent, born, day)
                    assert refused is gate_says, (role, purpose, authority, born, day)


@every_pack
def test_what_custody_gave_is_paused_on_the_days_on_which_the_gate_refuses_it(controller: str) -> None:
    pack = PACKS[controller]
    for role in pack.subject_roles:
        for purpose in pack.purposes:
            for born, day in MOMENTS:
                consent = a_consent(pack, role, purpose, "custody", birthday(born, 10), born)
                paused = standing(consent, noon(day), pack).status is Status.PAUSED
                assert paused is gate_refuses(controller, role, consent, born, day), (role, purpose, born, day)


@every_pack
def test_in_whatever_role_the_gate_is_asked_it_passes_nothing_that_is_paused(controller: str) -> None:
    pack = PACKS[controller]
    purpose = next(iter(pack.purposes))
    for said_in in pack.subject_roles:
        for asked_in in pack.subject_roles:
            for born, day in MOMENTS:
                consent = a_consent(pack, said_in, purpose, "custody", birthday(born, 10), born)
                if standing(consent, noon(day), pack).status is Status.PAUSED:
                    assert gate_refuses(controller, asked_in, consent, born, day), (said_in, asked_in, born, day)


@every_pack
def test_nobody_acts_by_custody_or_objects_to_everything_by_it_where_the_gate_lets_it_carry_nothing_in_some_role(
    controller: str,
) -> None:
    pack = PACKS[controller]
    for born, day in MOMENTS:
        passed = [passed_by_custody(pack, role, born, day) for role in pack.subject_roles]
        acts = born > anybody_may_decide_if_born_by(pack, day)
        objects = list(faults_of_raiser(Part(), Speaker(Giver("custody"), day, born), pack)) == []
        assert acts is all(purposes == set(pack.purposes) for purposes in passed), (born, day)
        assert objects is all(passed), (born, day)


def passed_by_custody(pack: Pack, role: str, born: date, day: date) -> set[str]:
    """Return the purposes for which the gate, asked in a role, lets a consent carry that custody gave long before."""
    given = {name: a_consent(pack, role, name, "custody", birthday(born, 10), born) for name in pack.purposes}
    return {name for name, consent in given.items() if not gate_refuses(pack.controller, role, consent, born, day)}


def test_a_consent_of_which_nobody_said_the_role_is_one_in_the_usual_role() -> None:
    pack, born = PACKS["liva"], date(2011, 1, 1)
    unsaid = a_consent(pack, None, next(iter(pack.purposes)), "custody", date(2021, 1, 1), born)
    assert pack.subject_roles[pack.default_subject_role].age_of_consent is None
    assert standing(unsaid, noon(date(2026, 1, 1)), pack).status is Status.PAUSED
