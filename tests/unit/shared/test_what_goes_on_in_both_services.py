"""Consent service and gate say the same of what an objection does not stop: of every rule of every pack."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest

from services.consent.domain.scope import Part
from services.consent.domain.scope import Recipient as To
from services.consent.domain.what_goes_on import what_goes_on
from services.disclosure.domain.check import Check, Item, Recipient
from services.disclosure.domain.decision import Outcome
from services.disclosure.domain.subject_state import (
    EVERY_CATEGORY,
    Consent,
    Delegation,
    ItemScope,
    Objection,
    RecipientScope,
    Scope,
    SubjectState,
)
from services.disclosure.domain.subject_state import Part as GatePart
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.objections import objections_against
from services.disclosure.engine.situation import identify
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.model import OBJECTION_KINDS, Pack
from shared.policy_packs.rule import NO_LONGER_PERSONAL, Rule

PACKS = packs_in_force(PACKS_FOLDER)
TODAY = date(2026, 11, 21)
CHILD_BORN, ADULT_BORN = date(2022, 1, 1), date(1980, 1, 1)
RULES = [(controller, rule) for controller, pack in PACKS.items() for rule in pack.rules if rule.step != "bar"]
COURSE = "K1"


@dataclass(frozen=True)
class Asked:
    """One check that a rule, taken alone and without its conditions, permits unless somebody objects."""

    policy: Policy
    check: Check
    yeses: SubjectState
    at: datetime

    def is_permitted(self, *objections: Objection) -> bool:
        state = replace(self.yeses, objections=objections)
        return decide(self.check, state, self.policy, self.at).outcome is Outcome.PERMIT

    def is_reached_by(self, objection: Objection) -> bool:
        return bool(
            objections_against(identify(self.check, replace(self.yeses, objections=(objection,)), self.policy, self.at))
        )


def alone(rule: Rule, pack: Pack) -> Policy:
    """Compile the rule as the only one of its pack, permitting whatever the facts are and whatever is needed."""
    open_to_all = replace(rule, when=(), attestation=None, obligations=(), outside=())
    every = frozenset(pack.categories)
    purposes = {code: replace(one, needs=every, needs_for={}) for code, one in pack.purposes.items()}
    return compile_policy(replace(pack, rules=(open_to_all,), purposes=purposes))


def checks(rule: Rule, pack: Pack) -> Iterator[Asked]:
    """Give a check for each way in which the rule's words differ before an objection."""
    policy, day = alone(rule, pack), min(TODAY, (rule.valid_until or date.max) - timedelta(days=1))
    seen = set()
    for kind, purpose, category in product(*map(sorted, (rule.recipient_kinds, rule.purposes, rule.categories))):
        one, to = pack.purposes[purpose], pack.recipient_kinds[kind]
        alike = (one.lookup, one.marketing, to.is_subject, pack.categories[category].category_class)
        if alike not in seen:
            seen.add(alike)
            yield a_check(rule, policy, (kind, purpose, category), day)


def a_check(rule: Rule, policy: Policy, cell: tuple[str, str, str], day: date) -> Asked:
    pack, (kind, purpose, category) = policy.pack, cell
    labels = frozenset(sorted(rule.labels)[:1])
    forms = sorted(rule.forms, key=lambda one: one not in NO_LONGER_PERSONAL)
    channels = sorted(rule.channels or pack.channels, key=lambda one: not pack.channels[one].private)
    countries = sorted(rule.countries) or [pack.recipient_kinds[kind].country or "DK"]
    recipient = Recipient(kind, next(iter(sorted(rule.recipient_ids)), "somebody"), countries[0])
    by_custody = rule.delegation_kinds == {"custody"}
    check = Check(
        controller=pack.controller,
        recipient=recipient,
        purpose=purpose,
        items=(Item(category, course=COURSE, labels=labels, form=forms[0] if forms else "identified"),),
        channel=channels[0] if channels else None,
        subject_role=min(rule.subject_roles),
        subject_born=CHILD_BORN if by_custody else ADULT_BORN,
    )
    return Asked(policy, check, yeses(rule, check, day), datetime.combine(day, time(12), UTC))


def yeses(rule: Rule, check: Check, day: date) -> SubjectState:
    """Return a consent to the check and a delegation to its recipient, from before anybody objects."""
    before = day - timedelta(days=30)
    given_at = datetime.combine(before, time(12), UTC)
    to = RecipientScope(check.recipient.kind, check.recipient.id, check.recipient.country)
    items = (ItemScope(EVERY_CATEGORY), *(ItemScope(EVERY_CATEGORY, label=one) for one in check.items[0].labels))
    authority = "custody" if check.subject_born == CHILD_BORN else "self"
    scope = Scope((to,), frozenset({check.purpose}), items)
    consent = Consent("c", given_at, before, authority, "written", None, COURSE, None, scope, ())
    delegated = min(rule.delegation_kinds - {"custody"} or rule.delegation_kinds, default="grant")
    delegation = Delegation("d", delegated, to, authority, before, None, None, GatePart())
    return SubjectState(1, (consent,), (), (delegation,))


def an_objection(kind: str, part: Part, day: date) -> Objection:
    recipients = part.recipients and tuple(RecipientScope(one.kind) for one in part.recipients)
    told = GatePart(recipients, None if part.purposes is None else frozenset(part.purposes))
    return Objection("o", kind, datetime.combine(day, time(9), UTC), told)


def parts(rule: Rule, pack: Pack) -> Iterator[Part]:
    """Give everything, the rule's purposes, and all kinds of recipient that lie within no other."""
    yield Part()
    yield Part(purposes=tuple(sorted(rule.purposes)))
    yield Part(recipients=tuple(To(kind) for kind, one in pack.recipient_kinds.items() if one.within is None))


@pytest.mark.parametrize(("controller", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_what_is_said_to_go_on_is_what_the_gate_does_not_stop(controller: str, rule: Rule) -> None:
    pack = PACKS[controller]
    asked = list(checks(rule, pack))
    assert all(one.is_permitted() for one in asked)
    day = asked[0].at.date()
    for kind, part in product(OBJECTION_KINDS, parts(rule, pack)):
        objections = [(one, an_objection(kind, part, day)) for one in asked]
        goes_on = any(one.is_reached_by(no) and one.is_permitted(no) for one, no in objections)
        said = rule.id in {told.id for told in what_goes_on(kind, part, pack, day)}
        assert said is goes_on, (kind, part)


@pytest.mark.parametrize("controller", PACKS)
def test_what_is_over_or_has_not_begun_goes_on_no_longer_and_not_yet(controller: str) -> None:
    pack = PACKS[controller]
    for day, kind in product((date(2019, 6, 30), date(2019, 7, 1), TODAY), OBJECTION_KINDS):
        for rule in what_goes_on(kind, Part(), pack, day):
            assert rule.valid_from <= day < (rule.valid_until or date.max), rule.id
