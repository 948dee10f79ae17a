"""Small changes to the obligations of a rule or line: one left out, or owed to nobody, later, always or never."""

from collections.abc import Iterator
from dataclasses import replace

from shared.policy_packs.rule import ObligationTemplate
from tests.mutants.condition_mutants import other_conditions

Obligations = tuple[ObligationTemplate, ...]


def other_obligations(obligations: Obligations) -> Iterator[tuple[str, Obligations]]:
    kinds = [one.kind for one in obligations]
    for place, one in enumerate(obligations):
        before, after = obligations[:place], obligations[place + 1 :]
        named = one.kind if kinds.count(one.kind) == 1 else f"{one.kind} {place}"
        yield f"without the obligation {named}", (*before, *after)
        for change, changed in _others(one):
            yield f"{named} {change}", (*before, changed, *after)


def _others(one: ObligationTemplate) -> Iterator[tuple[str, ObligationTemplate]]:
    if one.to is not None:
        yield "to nobody", replace(one, to=None)
    if one.deadline is not None:
        yield "without a deadline", replace(one, deadline=None)
        yield "due later", replace(one, deadline=replace(one.deadline, count=one.deadline.count + 1))
    if one.only_over_objection:
        yield "without an objection too", replace(one, only_over_objection=False)
    for change, unless in other_conditions(one.unless):
        yield f"unless: {change}", replace(one, unless=unless)
