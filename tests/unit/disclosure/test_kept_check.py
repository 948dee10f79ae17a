"""What is kept of an adult's check is enough to decide it once more."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import assume, given, settings

from services.disclosure.domain.subject_state import Consent, SubjectState
from services.disclosure.engine.decide import decide
from services.disclosure.use_cases.kept_check import age_may_matter, kept_check
from shared.policy_packs.rule import Age, ObligationTemplate
from tests.oracle.worlds import World
from tests.oracle.worlds_for_properties import chances, decided, some_world
from tests.unit.disclosure.engine.builders import NOW, a_check, a_policy, a_rule, a_state, an_item

EIGHTEEN_YEARS_AGO = date(2008, 11, 20)
FOUR_YEARS = timedelta(days=4 * 365)


def past_of_an_adult(chance: Random) -> World:
    """Draw a world of an adult who consented as a child, or not so long ago."""
    world = some_world(chance, with_state=True)
    assert world.state
    born = EIGHTEEN_YEARS_AGO - timedelta(days=chance.randint(0, 1_500))
    consents = tuple(_moved(one, chance.choice([FOUR_YEARS, timedelta()])) for one in world.state.consents)
    return replace(
        world,
        check=replace(world.check, subject_born=born),
        state=SubjectState(1, consents, world.state.objections, world.state.delegations),
    )


def _moved(consent: Consent, by: timedelta) -> Consent:
    return consent._replace(given_at=consent.given_at - by, given_on=consent.given_on - by)


@given(chances)
@settings(deadline=None)
def test_a_decision_is_the_same_on_what_is_kept(chance: Random) -> None:
    world = past_of_an_adult(chance)
    before = decided(world)
    kept = kept_check({}, world.check, world.state, world.policy, before).get("subject_born")
    again = replace(world.check, subject_born=date.fromisoformat(kept) if kept else None)

    assert decide(again, world.state, world.policy, world.at) == before


@given(chances)
@settings(deadline=None)
def test_an_age_that_cannot_matter_changes_nothing(chance: Random) -> None:
    world = past_of_an_adult(chance)
    assert world.check.subject_born
    assume(not age_may_matter(world.check, world.check.subject_born, world.state, world.policy))
    ageless = replace(world.check, subject_born=None)

    assert decide(ageless, world.state, world.policy, world.at) == decided(world)


def test_an_age_that_only_excuses_from_an_obligation_is_kept() -> None:
    unless_grown = ObligationTemplate("tell", unless=(Age(at_least=70),))
    policy, check = a_policy(a_rule(obligations=(unless_grown,))), a_check(subject_born=date(1950, 1, 1))
    decision = decide(check, a_state(), policy, NOW)

    assert decision.obligations == ()
    assert kept_check({}, check, a_state(), policy, decision) == {"subject_born": "1950-01-01"}


def test_an_age_that_only_another_category_is_asked_for_may_not_matter() -> None:
    policy = a_policy(a_rule(when=(Age(at_least=70),), categories=frozenset({"notes"})))
    about_another, about_that = a_check(an_item("bank")), a_check(an_item("notes"))

    assert not age_may_matter(about_another, date(1950, 1, 1), a_state(), policy)
    assert age_may_matter(about_that, date(1950, 1, 1), a_state(), policy)
