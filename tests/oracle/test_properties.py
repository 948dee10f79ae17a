"""What holds of every decision, on any pack and on any shipped one."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings

from services.disclosure.engine.compile import compile_policy
from services.disclosure.engine.vocabulary import unknown_words
from shared.policy_packs.rule import Rule
from tests.oracle.statements import statements
from tests.oracle.states import a_state
from tests.oracle.words import NAME
from tests.oracle.worlds import World, a_world
from tests.oracle.worlds_for_properties import chances, decided, permitted, some_world, told_apart


@given(chances)
@settings(max_examples=150, deadline=None)
def test_every_check_of_known_words_gets_the_same_answer_each_time_and_every_no_a_reason(chance: Random) -> None:
    world = some_world(chance)
    decision = decided(world)

    assert unknown_words(world.check, world.pack) == []
    assert all(one.permitted == (one.reason is None) == bool(one.basis) for one in decision.items)
    assert not any(one.permitted and one.would_permit_if for one in decision.items)
    assert decision == decided(world)


@given(chances)
@settings(max_examples=150, deadline=None)
def test_the_order_of_what_the_subject_said_and_of_the_items_does_not_matter(chance: Random) -> None:
    world = some_world(chance, with_state=True)
    state = world.state
    assert state is not None
    turned = {name: getattr(state, name)[::-1] for name in ("consents", "objections", "delegations")}
    check = replace(world.check, items=world.check.items[::-1])

    first, second = decided(world), decided(replace(world, check=check, state=replace(state, **turned)))

    assert tuple(one._replace(would_permit_if=()) for one in second.items[::-1]) == tuple(
        one._replace(would_permit_if=()) for one in first.items
    )
    assert (second.outcome, second.obligations, second.act_before) == (
        first.outcome,
        first.obligations,
        first.act_before,
    )


@given(chances)
@settings(max_examples=100, deadline=None)
def test_the_order_of_rules_does_not_change_what_is_permitted(chance: Random) -> None:
    world = a_world(chance)
    turned = _with_rules(world, world.pack.rules[::-1])

    assert permitted(turned) == permitted(world), told_apart(turned, world)


@given(chances)
@settings(max_examples=200, deadline=None)
def test_leaving_out_an_item_changes_nothing_for_the_others(chance: Random) -> None:
    world = some_world(chance)
    if world.check.recipient.kind in world.policy.pack.purposes[world.check.purpose].refuse_too_broad:
        return
    whole = decided(world).items

    for place, item in enumerate(world.check.items):
        assert decided(replace(world, check=replace(world.check, items=(item,)))).items == (whole[place],)


@given(chances)
@settings(max_examples=150, deadline=None)
def test_a_hard_bar_holds_whatever_is_stated_and_whatever_the_subject_says(chance: Random) -> None:
    world = _anything_about(chance, a_world(chance))
    barred = _with_rules(world, (*world.pack.rules, _rule_about(world, "bar")))

    first = decided(barred).items[0]

    assert not first.permitted, told_apart(barred, world)
    assert all(way.keys() == {"narrower"} for way in first.would_permit_if) or first.rule != "added"


@given(chances)
@settings(max_examples=150, deadline=None)
def test_what_the_law_orders_passes_whatever_the_subject_says_and_orders_nothing_else(chance: Random) -> None:
    world = _anything_about(chance, _without_bars(a_world(chance)))
    without_duty = permitted(world)
    ordered = _with_rules(world, (_rule_about(world, "duty"), *world.pack.rules))

    for state in (world.state, None):
        assert 0 in permitted(replace(ordered, state=state)), told_apart(ordered, world)
    category = world.check.items[0].category
    others = {place for place, item in enumerate(world.check.items) if item.category != category}
    assert permitted(ordered) & others == without_duty & others, told_apart(ordered, world)


@given(chances)
@settings(max_examples=150, deadline=None)
def test_without_a_gate_of_article_18_even_a_duty_waits_for_what_may_be_restricted(chance: Random) -> None:
    world = replace(_without_bars(a_world(chance)), state=None)
    only = replace(_rule_about(world, "duty"), restriction_gate=None)

    first = decided(_with_rules(world, (only,))).items[0]

    assert (first.permitted, first.reason) == (False, "consent-state-stale")


def _with_rules(world: World, rules: tuple[Rule, ...]) -> World:
    return replace(world, policy=compile_policy(replace(world.pack, rules=rules)))


def _without_bars(world: World) -> World:
    """Every request may also be in part, so that one item does not stop another."""
    purposes = {code: replace(one, refuse_too_broad=frozenset()) for code, one in world.pack.purposes.items()}
    rules = tuple(rule for rule in world.pack.rules if rule.step != "bar")
    return replace(world, policy=compile_policy(replace(world.pack, rules=rules, purposes=purposes)))


def _anything_about(chance: Random, world: World) -> World:
    """The same check with other facts, and a subject who has said other things."""
    check, pack = world.check, world.pack
    hints = (check.recipient.id, check.items[0].course, check.items[0].category)
    facts = statements(chance, pack, None, hints, world.at.date())
    return replace(world, check=replace(check, facts=facts), state=a_state(chance, pack, check, world.at))


def _rule_about(world: World, step: str) -> Rule:
    """An unconditional rule about the first item's category, to this recipient, for this purpose."""
    check = world.check
    references = world.pack.legal_references
    return Rule(
        id="added",
        step=step,
        says=NAME,
        valid_from=date(2000, 1, 1),
        valid_until=None,
        subject_roles=frozenset(world.pack.subject_roles),
        recipient_kinds=frozenset({check.recipient.kind}),
        purposes=frozenset({check.purpose}),
        categories=frozenset({check.items[0].category}),
        keys={"art6": (min(references),)},
        reason="disclosure-barred" if step == "bar" else None,
        restriction_gate="legal-claims" if step == "duty" else None,
    )
