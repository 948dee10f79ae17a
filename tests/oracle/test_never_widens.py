"""Whatever is left out or refused, nothing passes that did not pass before, on any pack and on any shipped one."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings

from services.disclosure.domain.decision import ItemDecision
from services.disclosure.domain.subject_state import Consent, SubjectState
from services.disclosure.engine.compile import compile_policy
from shared.policy_packs.rule import Rule
from tests.oracle.states import a_withdrawal, an_objection
from tests.oracle.worlds import World, a_world
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
def test_leaving_out_the_attestation_the_recipients_name_or_country_never_widens(chance: Random) -> None:
    world = some_world(chance)
    check = world.check
    assert_no_wider(world, check=replace(check, attestation=None))
    assert_no_wider(world, check=replace(check, recipient=replace(check.recipient, id=None)))
    if world.pack.recipient_kinds[check.recipient.kind].country is None:
        assert_no_wider(world, check=replace(check, recipient=replace(check.recipient, country=None)))


@given(chances)
@settings(max_examples=200, deadline=None)
def test_leaving_out_the_birth_date_widens_only_what_the_subjects_own_word_carries(chance: Random) -> None:
    world = some_world(chance)
    unborn = replace(world, check=replace(world.check, subject_born=None))
    answers = decided(unborn).items
    for place in permitted(unborn) - permitted(world):
        assert _gave_it_themselves(answers[place], unborn), told_apart(unborn, world)


@given(chances)
@settings(max_examples=100, deadline=None)
def test_leaving_out_a_category_that_a_purpose_needs_never_widens(chance: Random) -> None:
    world = a_world(chance)
    purpose, category = world.pack.purposes[world.check.purpose], chance.choice(world.check.items).category
    needs_for = {kind: needs - {category} for kind, needs in purpose.needs_for.items()}
    fewer = replace(purpose, needs=purpose.needs - {category}, needs_for=needs_for)
    purposes = {**world.pack.purposes, purpose.code: fewer}
    assert_no_wider(world, policy=compile_policy(replace(world.pack, purposes=purposes)))


@given(chances)
@settings(max_examples=100, deadline=None)
def test_leaving_a_purpose_or_category_out_of_the_rules_that_permit_never_widens(chance: Random) -> None:
    world = a_world(chance)
    left_out = {"purposes": world.check.purpose, "categories": chance.choice(world.check.items).category}
    for selector, word in left_out.items():
        rules = tuple(_without(selector, word, rule) for rule in world.pack.rules)
        assert_no_wider(world, policy=compile_policy(replace(world.pack, rules=rules)))


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
                smaller = consent._replace(scope=consent.scope._replace(**{part: fewer}))
                changed = replace(world, state=_with_consent(world.state, place, smaller))
                for item in permitted(changed) - permitted(world):
                    # Less to take back is less of a no to what somebody else declares.
                    assert consent.withdrawals, told_apart(changed, world)
                    assert _is_declared(decided(changed).items[item], world), told_apart(changed, world)


@given(chances)
@settings(max_examples=300, deadline=None)
def test_adding_an_objection_never_widens(chance: Random) -> None:
    world = some_world(chance, with_state=True)
    assert world.state is not None
    objection = an_objection(chance, world.pack, world.check, world.at, "new")._replace(lifted_at=None)
    assert_no_wider(world, state=replace(world.state, objections=(*world.state.objections, objection)))


@given(chances)
@settings(max_examples=200, deadline=None)
def test_adding_a_withdrawal_never_widens(chance: Random) -> None:
    world = some_world(chance, with_state=True)
    assert world.state is not None
    withdrawal = a_withdrawal(chance, world.pack, world.check, world.at)
    for place, consent in enumerate(world.state.consents):
        withdrawn = consent._replace(withdrawals=(*consent.withdrawals, withdrawal))
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


def _gave_it_themselves(answer: ItemDecision, world: World) -> bool:
    """Whether the item rests on a consent or delegation that the subject gave."""
    assert world.state is not None
    named = {answer.consent, answer.delegation}
    return any(one.id in named and one.authority == "self" for one in (*world.state.consents, *world.state.delegations))


def _is_declared(answer: ItemDecision, world: World) -> bool:
    return any(rule.id == answer.rule and rule.declared_on is not None for rule in world.pack.rules)


def _without(selector: str, word: str, rule: Rule) -> Rule:
    return rule if rule.step == "bar" else replace(rule, **{selector: getattr(rule, selector) - {word}})


def _with_consent(state: SubjectState, place: int, consent: Consent) -> SubjectState:
    return replace(state, consents=(*state.consents[:place], consent, *state.consents[place + 1 :]))


def _nothing_lies_ahead(state: SubjectState, world: World) -> bool:
    """Whether everything the subject said has been said by now."""
    said = [one.raised_at for one in state.objections]
    said += [one.at for consent in state.consents for one in consent.withdrawals]
    said += [one.ended_at for one in state.delegations if one.ended_at is not None]
    return all(moment <= world.at for moment in said)
