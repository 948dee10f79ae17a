"""How the rules of a pack look at one item, each asked by the engine alone: what matched, and what missed."""

from collections.abc import Iterable, Iterator

from services.disclosure.authoring.explaining.say_conditions import said, said_of_value
from services.disclosure.domain.check import Item
from services.disclosure.engine.compile import Cell, CompiledRule
from services.disclosure.engine.conditions import is_attested, is_in_form, is_met, speaks_of
from services.disclosure.engine.consents import fault_for_item
from services.disclosure.engine.declarations import is_taken_back
from services.disclosure.engine.delegations import delegation_under
from services.disclosure.engine.finding import Finding, Permission, Refusal
from services.disclosure.engine.judge import judge
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import Age, AllOf, AnyOf, Requirement, Rule

_ELSEWHERE = "does not speak here: other dates, ids, labels or countries"


def said_of_bars(situation: Situation, item: Item) -> Iterator[str]:
    for compiled in situation.cells[item.category].bars:
        if isinstance(_alone(compiled, situation, item), Refusal):
            yield f"{compiled.rule.id} forbids it{_what_would_lift(compiled.rule, situation, item)}"
        elif speaks_of(compiled, situation, item):
            yield f"{compiled.rule.id} does not reach it{_matched(compiled.rule, situation, item)}"


def said_of_duties(situation: Situation, item: Item) -> Iterator[str]:
    return _verdicts(situation.cells[item.category].duties, situation, item)


def said_of_consents(situation: Situation, item: Item) -> Iterator[str]:
    for compiled in situation.cells[item.category].consents:
        yield _verdict(compiled, situation, item) + _consents(compiled, situation, item)


def said_of_delegations(situation: Situation, item: Item) -> Iterator[str]:
    for compiled in situation.cells[item.category].delegations:
        yield _verdict(compiled, situation, item) + _delegations(compiled, situation, item)


def said_of_bases(situation: Situation, item: Item) -> Iterator[str]:
    return _verdicts(situation.cells[item.category].bases, situation, item)


def _verdicts(rules: Iterable[CompiledRule], situation: Situation, item: Item) -> Iterator[str]:
    return (_verdict(compiled, situation, item) for compiled in rules)


def _alone(compiled: CompiledRule, situation: Situation, item: Item) -> Finding | None:
    """What the engine would say if this were the only rule, and the purpose needed everything."""
    step = compiled.rule.step
    cell = Cell(
        needed=True,
        bars=(compiled,) if step == "bar" else (),
        duties=(compiled,) if step == "duty" else (),
        consents=(compiled,) if step == "consent" else (),
        delegations=(compiled,) if step == "delegation" else (),
        bases=(compiled,) if step == "basis" else (),
        law=(),
    )
    objections = () if step == "bar" else situation.objections
    return judge(situation.supposing(cells={item.category: cell}, objections=objections), item)


def _verdict(compiled: CompiledRule, situation: Situation, item: Item) -> str:
    finding = _alone(compiled, situation, item)
    if isinstance(finding, Permission):
        return f"{compiled.rule.id} permits it{_matched(compiled.rule, situation, item)}"
    if not speaks_of(compiled, situation, item):
        return f"{compiled.rule.id} {_ELSEWHERE}"
    told = [_matched(compiled.rule, situation, item), _list("; lacks", [*_unmet(compiled.rule, situation, item)])]
    if is_taken_back(compiled.rule, situation, item):
        told.append(f"; a withdrawal on file is of {compiled.rule.declared_on} or later")
    against = f" ({finding.reason})" if finding is not None else ""
    return f"{compiled.rule.id} does not permit it{against}{''.join(told)}"


def _matched(rule: Rule, situation: Situation, item: Item) -> str:
    return _list("; met", [said(one) for one in rule.when if is_met(one, situation.stated, item)])


def _what_would_lift(rule: Rule, situation: Situation, item: Item) -> str:
    return _list("; lifted only when", [*_unmet_conditions(rule, situation, item)])


def _unmet(rule: Rule, situation: Situation, item: Item) -> Iterator[str]:
    yield from _unmet_conditions(rule, situation, item)
    if rule.attestation is not None and not is_attested(rule.attestation, situation):
        yield f"an attestation by {' or '.join(sorted(rule.attestation.professions))}"
    if not is_in_form(rule, item):
        yield f"the form {' or '.join(sorted(rule.forms))} (it is {item.form})"
    if rule.channels and situation.check.channel not in rule.channels:
        yield f"the channel {' or '.join(sorted(rule.channels))}"


def _unmet_conditions(rule: Rule, situation: Situation, item: Item) -> Iterator[str]:
    for one in rule.when:
        if not is_met(one, situation.stated, item):
            yield f"{said(one)} ({_stated(one, situation)})"


def _stated(requirement: Requirement | AllOf, situation: Situation) -> str:
    known = [
        f"{name} is stated as {said_of_value(situation.check.facts[name])}"
        for name in sorted(set(_facts_in(requirement)))
        if name in situation.check.facts
    ]
    return ", ".join(known) or "not stated"


def _facts_in(requirement: Requirement | AllOf) -> Iterator[str]:
    if isinstance(requirement, AnyOf | AllOf):
        inner = requirement.alternatives if isinstance(requirement, AnyOf) else requirement.requirements
        for one in inner:
            yield from _facts_in(one)
    elif not isinstance(requirement, Age):
        yield requirement.fact


def _consents(compiled: CompiledRule, situation: Situation, item: Item) -> str:
    if not situation.weighed:
        return "; no consent on file for this purpose"
    told = [
        f"{one.consent.id}: {one.fault or fault_for_item(one.consent, compiled, situation, item) or 'covers it'}"
        for one in situation.weighed
    ]
    return f"; {', '.join(told)}"


def _delegations(compiled: CompiledRule, situation: Situation, item: Item) -> str:
    kinds = compiled.rule.delegation_kinds
    if not any(one.kind in kinds for one in situation.delegations):
        return f"; no {' or '.join(sorted(kinds))} on file"
    found = delegation_under(compiled.rule, situation, item)
    return f"; {found.id}: covers it" if found is not None else "; none on file covers it"


def _list(before: str, sentences: list[str]) -> str:
    return f"{before}: {', '.join(sentences)}" if sentences else ""
