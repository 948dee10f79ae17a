"""What holds for every check, state and moment, tried on random ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.disclosure.domain.check import Attestation, Check, Item, Recipient
from services.disclosure.domain.decision import Decision
from services.disclosure.domain.subject_state import (
    Consent,
    ItemScope,
    Objection,
    Part,
    RecipientScope,
    Scope,
    SubjectState,
    Withdrawal,
)
from services.disclosure.engine.compile import compile_policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.vocabulary import unknown_words
from shared.policy_packs.load import load_pack
from shared.policy_packs.model import Fact
from shared.policy_packs.rule import FactValue

POLICY = compile_policy(load_pack(Path(__file__).parents[3] / "shared" / "policy_packs" / "aleris"))
PACK = POLICY.pack
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LIKELY_KINDS = ["own-gp", "specialist", "insurer", "referring-department", "national-patient-register"]
LIKELY_PURPOSES = ["treatment", "insurance-payment", "invoicing", "mandatory-reporting", "benefits"]
LIKELY_CATEGORIES = ["dx", "notes", "disch", "cpr", "proc"]

ids = st.sampled_from(["a", "b"])
courses = st.none() | st.sampled_from(["K1", "K2"])
labels = st.frozensets(st.sampled_from(["psychiatry", "predictive-genetic"]), max_size=1)
kinds = st.sampled_from(LIKELY_KINDS) | st.sampled_from(sorted(PACK.recipient_kinds))
purposes = st.sampled_from(LIKELY_PURPOSES) | st.sampled_from(sorted(PACK.purposes))
categories = st.sampled_from(LIKELY_CATEGORIES) | st.sampled_from(sorted(PACK.categories))
moments = st.integers(-500 * 24, 0).map(lambda hours: NOW + timedelta(hours=hours))
items = st.builds(Item, categories, courses, st.none() | st.just("e1"), labels)
item_scopes = st.builds(
    ItemScope, categories | st.just("*"), courses, st.none() | st.just("e1"), st.none() | st.just("psychiatry")
)
recipient_scopes = st.builds(RecipientScope, kinds, st.none() | ids)
parts = st.builds(
    Part,
    st.none() | st.tuples(recipient_scopes),
    st.none() | st.frozensets(purposes, min_size=1, max_size=2),
    st.none() | st.tuples(item_scopes),
)
withdrawals = st.builds(Withdrawal, moments, parts)
objections = st.builds(
    Objection,
    st.uuids().map(str),
    st.sampled_from(["refusal", "marketing", "restriction", "lookup-refusal"]),
    moments,
    parts,
    st.none() | moments,
)


def _value(fact: Fact) -> st.SearchStrategy[FactValue]:
    if fact.fact_type == "boolean":
        return st.booleans()
    return st.sampled_from(fact.values) if fact.fact_type == "code" else st.sampled_from(["a", "b", "region", "self"])


facts = st.fixed_dictionaries({}, optional={name: _value(fact) for name, fact in PACK.facts.items()})
attestations = st.none() | st.builds(
    Attestation, st.just("somebody"), st.sampled_from(["physician", "clerk"]), st.none() | moments, st.booleans()
)


@st.composite
def checks(draw: st.DrawFn) -> Check:
    return Check(
        controller="aleris",
        recipient=Recipient(draw(kinds), draw(st.none() | ids), draw(st.sampled_from(["DK", "DK", "DE", "NO", None]))),
        purpose=draw(purposes),
        items=tuple(draw(st.lists(items, min_size=1, max_size=4))),
        facts=draw(facts),
        attestation=draw(attestations),
        channel=draw(st.sampled_from(["electronic", "electronic", "letter", "email", None])),
        subject_role=draw(st.sampled_from(["patient", "patient", "patient", "member", "employee"])),
    )


@st.composite
def consents(draw: st.DrawFn, check: Check) -> Consent:
    """Draw a consent that often, but not always, is about the check."""
    given_at = draw(moments)
    recipients = (RecipientScope(check.recipient.kind), draw(recipient_scopes))
    scope = Scope(
        draw(st.sampled_from([recipients, recipients[1:]])),
        draw(st.sampled_from([frozenset({check.purpose}), frozenset({"research"})])),
        tuple(draw(st.lists(item_scopes, min_size=1, max_size=3))),
    )
    return Consent(
        id=str(draw(st.uuids())),
        given_at=given_at,
        given_on=given_at.date(),
        authority=draw(st.sampled_from(["self", "self", "custody", "representative"])),
        form=draw(st.sampled_from(["written", "electronic", "oral"])),
        form_exemption=None,
        course=draw(courses),
        stated_end=None,
        scope=scope,
        withdrawals=tuple(draw(st.lists(withdrawals, max_size=1))),
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Check, SubjectState]:
    check = draw(checks())
    given_consents = draw(st.lists(consents(check), max_size=3))
    return check, SubjectState(1, tuple(given_consents), tuple(draw(st.lists(objections, max_size=2))))


REVERSED = compile_policy(replace(PACK, rules=PACK.rules[::-1]))


def permitted(decision: Decision) -> set[int]:
    return {place for place, one in enumerate(decision.items) if one.permitted}


def permitted_on(check: Check, state: SubjectState | None) -> set[int]:
    return permitted(decide(check, state, POLICY, NOW))


@given(situations())
def test_every_check_of_known_words_gets_an_answer_and_every_no_a_reason(case: tuple[Check, SubjectState]) -> None:
    check, state = case
    assert unknown_words(check, POLICY) == []

    decision = decide(check, state, POLICY, NOW)

    assert all(one.permitted == (one.reason is None) == bool(one.basis) for one in decision.items)
    assert decision == decide(check, state, POLICY, NOW)


@given(situations(), st.data())
def test_leaving_out_a_fact_never_widens(case: tuple[Check, SubjectState], data: st.DataObject) -> None:
    check, state = case
    assume(check.facts)
    left_out = data.draw(st.sampled_from(sorted(check.facts)))
    fewer = replace(check, facts={name: value for name, value in check.facts.items() if name != left_out})

    assert permitted_on(fewer, state) <= permitted_on(check, state)


@given(situations())
def test_leaving_out_the_attestation_or_the_recipients_name_never_widens(case: tuple[Check, SubjectState]) -> None:
    check, state = case
    before = permitted_on(check, state)

    assert permitted_on(replace(check, attestation=None), state) <= before
    assert permitted_on(replace(check, recipient=replace(check.recipient, id=None)), state) <= before


@given(situations())
def test_leaving_out_an_item_changes_nothing_for_the_others(case: tuple[Check, SubjectState]) -> None:
    check, state = case
    whole = decide(check, state, POLICY, NOW).items

    for place, item in enumerate(check.items):
        assert decide(replace(check, items=(item,)), state, POLICY, NOW).items == (whole[place],)


@given(situations(), objections)
def test_adding_an_objection_never_widens(case: tuple[Check, SubjectState], objection: Objection) -> None:
    check, state = case
    objection = replace(objection, lifted_at=None)

    after = replace(state, objections=(*state.objections, objection))

    assert permitted_on(check, after) <= permitted_on(check, state)


@given(situations(), withdrawals)
def test_adding_a_withdrawal_never_widens(case: tuple[Check, SubjectState], withdrawal: Withdrawal) -> None:
    check, state = case
    withdrawn = tuple(replace(one, withdrawals=(*one.withdrawals, withdrawal)) for one in state.consents)

    assert permitted_on(check, replace(state, consents=withdrawn)) <= permitted_on(check, state)


@given(situations())
def test_leaving_purposes_or_data_out_of_a_consent_never_widens(case: tuple[Check, SubjectState]) -> None:
    check, state = case
    before = permitted_on(check, state)
    for empty in ({"purposes": frozenset()}, {"items": ()}, {"recipients": ()}):
        emptied = tuple(replace(one, scope=replace(one.scope, **empty)) for one in state.consents)

        assert permitted_on(check, replace(state, consents=emptied)) <= before


@given(situations())
def test_the_order_of_items_consents_and_objections_does_not_matter(case: tuple[Check, SubjectState]) -> None:
    check, state = case
    shuffled = replace(state, consents=state.consents[::-1], objections=state.objections[::-1])
    reversed_check = replace(check, items=check.items[::-1])

    first = decide(check, state, POLICY, NOW)
    second = decide(reversed_check, shuffled, POLICY, NOW)

    assert second.items[::-1] == first.items
    assert second.obligations == first.obligations


@given(situations())
def test_the_order_of_rules_does_not_change_what_is_permitted(case: tuple[Check, SubjectState]) -> None:
    check, state = case

    assert permitted(decide(check, state, REVERSED, NOW)) == permitted_on(check, state)


@given(situations(), st.lists(objections, max_size=3))
def test_what_the_law_orders_is_not_stopped_by_any_objection(
    case: tuple[Check, SubjectState], more: list[Objection]
) -> None:
    check, state = case
    check = replace(check, recipient=Recipient("national-patient-register"), purpose="mandatory-reporting")
    check = replace(check, subject_role="patient", channel="electronic", facts={"course.agreement": "none"})
    ordered = {place for place, item in enumerate(check.items) if item.category in ("cpr", "dx", "proc")}

    assert permitted_on(check, replace(state, objections=tuple(more))) >= ordered
    assert permitted_on(check, None) >= ordered


@given(situations())
@settings(max_examples=200)
def test_without_consent_state_nothing_is_permitted_that_a_word_of_the_subjects_could_change(
    case: tuple[Check, SubjectState],
) -> None:
    check, _ = case
    everything_refused = tuple(
        Objection(kind, kind, NOW - timedelta(days=1), part)
        for kind in ("refusal", "marketing", "restriction", "lookup-refusal")
        for part in (Part(), Part(purposes=frozenset({check.purpose})))
    )

    decision = decide(check, None, POLICY, NOW)

    assert all(one.consent is None for one in decision.items)
    assert permitted(decision) <= permitted_on(check, SubjectState(1, (), everything_refused))
