"""What could be asked for in an item's place and would pass as things are: a form that tells less, or a part of it."""

from collections.abc import Sequence
from dataclasses import replace

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import item_document
from services.disclosure.engine.finding import Refusal
from services.disclosure.engine.judge import passes
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.ways import Way
from shared.policy_packs.rule import FORMS


def smaller_requests(no: Refusal, situation: Situation, item: Item) -> list[Way]:
    """Return the form nearest to the one asked for, and all narrower categories; neither where it is told already."""
    found = [*_nearest_form(no, situation, item), *narrower_that_pass(situation, item)]
    return [way for way in found if not any(way.keys() == told.keys() for told in no.would_permit_if)]


def narrower_that_pass(situation: Situation, item: Item) -> list[Way]:
    """Return one way, of all the narrower categories that pass; none where none does."""
    parts = [replace(item, category=one) for one in situation.policy.pack.categories[item.category].narrower]
    passing = [item_document(one) for one in parts if passes(situation, one)]
    return [{"narrower": passing}] if passing else []


def _nearest_form(no: Refusal, situation: Situation, item: Item) -> list[Way]:
    for form in _other_forms(no, situation, item):
        if passes(situation, replace(item, form=form)):
            return [{"form": form}]
    return []


def _other_forms(no: Refusal, situation: Situation, item: Item) -> Sequence[str]:
    """The forms that tell less and may fare otherwise: a no of the subject does not reach figures that show nobody."""
    less = FORMS[FORMS.index(item.form) + 1 :]
    if no.objection is not None:
        return less
    cell = situation.cells[item.category]
    told_apart = cell.forms_of_bars if no.rule is not None else cell.forms_permitted
    return [form for form in less if form in told_apart]
