"""Step 7: a consent that somebody else declares to hold counts until the subject takes it back here."""

from collections.abc import Iterator
from datetime import date

from services.disclosure.domain.check import Item
from services.disclosure.engine.conditions import CLOCK_TOLERANCE
from services.disclosure.engine.objections import item_is_named, part_reaches
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import Rule
from shared.policy_packs.validity import copenhagen_date


def is_taken_back(rule: Rule, situation: Situation, item: Item) -> bool:
    """Whether the subject has withdrawn what a declaration is about on the day it was given, or later.

    Which of two words of the same day came last nobody knows, so the no counts; and where nothing is known of the
    subject, a withdrawal may be on file. Article 7(3) GDPR.
    """
    if rule.declared_on is None:
        return False
    if situation.state is None:
        return True
    declared = situation.stated.facts.get(rule.declared_on)
    return isinstance(declared, str) and any(
        declared <= withdrawn.isoformat() for withdrawn in _withdrawals(situation, item)
    )


def _withdrawals(situation: Situation, item: Item) -> Iterator[date]:
    """The days of those that reach the item: a no is read widely, so an id or a course nobody stated may be meant."""
    assert situation.state is not None
    filed = situation.state.by_purpose.get(situation.check.purpose)
    for consent in filed.taken_back if filed is not None else ():
        scope = consent.scope
        if situation.is_named_by(scope.recipients) and any(item_is_named(one, situation, item) for one in scope.items):
            for one in consent.withdrawals:
                known = one.how == "withdrawn" and one.at <= situation.at + CLOCK_TOLERANCE
                if known and part_reaches(one.part, situation, item):
                    yield copenhagen_date(one.at)
