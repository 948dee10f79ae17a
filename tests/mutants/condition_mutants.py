"""Small changes to the conditions of a rule: one left out, one alternative more or less, a day or a span longer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from shared.policy_packs.rule import DECISION_DAY, Age, AllOf, AnyOf, Condition, Requirement

Conditions = tuple[Requirement, ...]
_EDGES = {"on_or_after": "after", "after": "on_or_after", "on_or_before": "before", "before": "on_or_before"}


def other_conditions(when: Conditions) -> Iterator[tuple[str, Conditions]]:
    for place, requirement in enumerate(when):
        others = when[:place], when[place + 1 :]
        yield f"without {_named(requirement)}", (*others[0], *others[1])
        for change, changed in _others(requirement):
            yield change, (*others[0], changed, *others[1])


def _others(requirement: Requirement | AllOf) -> Iterator[tuple[str, Requirement]]:
    """The same requirement with something else in it; what stands in `any_of` and `all_of` is left out in turn."""
    if isinstance(requirement, AnyOf):
        for place, one in enumerate(requirement.alternatives):
            fewer = requirement.alternatives[:place] + requirement.alternatives[place + 1 :]
            yield f"without the alternative {_named(one)}", AnyOf(fewer)
            for change, changed in _inner(one):
                kept = list(requirement.alternatives)
                kept[place] = changed
                yield change, AnyOf(tuple(kept))
    elif isinstance(requirement, Age):
        yield f"{_named(requirement)} a year later", _older(requirement)
    elif isinstance(requirement, Condition):
        yield from _other_condition(requirement)


def _inner(one: Condition | Age | AllOf) -> Iterator[tuple[str, Condition | Age | AllOf]]:
    if isinstance(one, AllOf):
        for place, part in enumerate(one.requirements):
            yield f"without {_named(part)} in all_of", AllOf(one.requirements[:place] + one.requirements[place + 1 :])
    elif isinstance(one, Condition):
        yield from _other_condition(one)


def _other_condition(condition: Condition) -> Iterator[tuple[str, Condition]]:
    said = _named(condition)
    if condition.operator in _EDGES:
        yield f"{said} by one day", replace(condition, operator=_EDGES[condition.operator])
        if condition.values[0] != DECISION_DAY:
            later = date.fromisoformat(str(condition.values[0])) + timedelta(days=1)
            yield f"{said} a day later", replace(condition, values=(later.isoformat(),))
    if condition.span is not None:
        longer = replace(condition.span, count=condition.span.count + 1)
        yield f"{said} for longer", replace(condition, span=longer)
        other = "kept_for" if condition.operator == "within" else "within"
        yield f"{said} by one day", replace(condition, operator=other)


def _older(age: Age) -> Age:
    return Age(age.at_least + 1 if age.at_least is not None else None, age.below + 1 if age.below is not None else None)


def _named(requirement: Requirement | AllOf) -> str:
    if isinstance(requirement, Condition):
        return f"{requirement.fact} {requirement.operator}"
    if isinstance(requirement, Age):
        return "age_from" if requirement.at_least is not None else "age_below"
    inner = requirement.alternatives if isinstance(requirement, AnyOf) else requirement.requirements
    return ("any_of " if isinstance(requirement, AnyOf) else "all_of ") + "/".join(_named(one) for one in inner)
