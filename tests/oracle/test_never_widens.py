"""Whatever is left out or refused, nothing passes that did not pass before, on any pack and on any shipped one."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings

from services.disclosure.domain.subject_state import Consent, SubjectState
from tests.oracle.states import a_withdrawal, an_objection
from tests.oracle.worlds import World
from tests.oracle.worlds_for_properties import chances, decided, permitted, some_world, told_apart


@given(chances)
@settings(max_examples=200, deadline=None)
def test_leaving_out_a_fact_never_widens(chance: Random) -> None:
    world = some_world(chance)
    for name in world.check.facts:
        fewer = {one: value for one, value in world.check.facts.items() if one != name}
        assert_no_wider(world, check=replace(world.check, facts=fewer))


@given(chances)
@settings(max_examples=200, deadline=None)
def test_leaving_out_the_attestation_the_birth_or_the_recipients_name_never_widens(chance: Random) -> None:
    world = some_world(chance)
    check = world.check
    assert_no_wider(world, check=replace(check, attestation=None))
    assert_no_wider(world, check=replace(check, recipient=replace(check.recipient, id=None)))
    if world.pack.recipient_kinds[check.recipient.kind].country is None:
        assert_no_wider(world, check=replace(check, recipient=replace(check.recipient, country=None)))


@given(chances)
@settings(max_examples=200, deadline=None)
def test_leaving_anything_out_of_the_scope_of_a_consent_never_widens(chance: Random) -> None:
    world = some_world(chance, with_state=True)
    assert world.state is not None
    for place, consent in enumerate(world.state.consents):
        for part in ("recipients", "purposes", "items"):
            for named in getattr(consent.scope, part):
                fewer = type(getattr(consent.scope, part))(
                    one for one in getattr(consent.scope, part) if one is not named
                )
                smaller = replace(consent, scope=replace(consent.scope, **{part: fewer}))
                assert_no_wider(world, state=_with_consent(world.state, place, smaller))


@given(chances)
@settings(max_examples=300, deadline=None)
def test_adding_an_objection_never_widens(chance: Random) -> None:
    world = some_world(chance, with_state=True)
    assert world.state is not None
    objection = replace(an_objection(chance, world.pack, world.check, world.at, "new"), lifted_at=None)
    assert_no_wider(world, state=replace(world.state, objections=(*world.state.objections, objection)))


@given(chances)
@settings(max_examples=200, deadline=None)
def test_adding_a_withdrawal_never_widens(chance: Random) -> None:
    world = some_world(chance, with_state=True)
    assert world.state is not None
    withdrawal = a_withdrawal(chance, world.pack, world.check, world.at)
    for place, consent in enumerate(world.state.consents):
        withdrawn = replace(consent, withdrawals=(*consent.withdrawals, withdrawal))
        assert_no_wider(world, state=_with_consent(world.state, place, withdrawn))


@given(chances)
@settings(max_examples=200, deadline=None)
def test_without_consent_state_nothing_passes_that_something_the_subject_said_could_stop(chance: Random) -> None:
    world = some_world(chance, with_state=True)
    unknown = replace(world, state=None)
    told = told_apart(unknown, world)

    assert permitted(unknown) <= permitted(world), told
    assert all(one.consent is None and one.delegation is None for one in decided(unknown).items), told


@given(chances)
@settings(max_examples=200, deadline=None)
def test_a_yes_may_be_acted_on_only_while_it_would_be_given_again(chance: Random) -> None:
    world = some_world(chance)
    decision = decided(world)
    last_moment = replace(world, at=decision.act_before - timedelta(microseconds=1))

    assert world.at <= decision.act_before <= world.at + world.policy.act_within
    if world.state is None or _nothing_lies_ahead(world.state, world):
        assert permitted(world) <= permitted(last_moment), told_apart(last_moment, world)


def assert_no_wider(world: World, **changes: Any) -> None:
    changed = replace(world, **changes)
    assert permitted(changed) <= permitted(world), told_apart(changed, world)


def _with_consent(state: SubjectState, place: int, consent: Consent) -> SubjectState:
    return replace(state, consents=(*state.consents[:place], consent, *state.consents[place + 1 :]))


def _nothing_lies_ahead(state: SubjectState, world: World) -> bool:
    """Whether everything the subject said has been said by now."""
    said = [one.raised_at for one in state.objections]
    said += [one.at for consent in state.consents for one in consent.withdrawals]
    said += [one.ended_at for one in state.delegations if one.ended_at is not None]
    return all(moment <= world.at for moment in said)
