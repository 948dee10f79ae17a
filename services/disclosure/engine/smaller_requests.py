"""What could be asked for in an item's place and would pass as things are: a form that tells less, or a part of it."""

from collections.abc import Iterator
from dataclasses import replace

from services.disclosure.domain.check import Item
from services.disclosure.domain.decision import item_document
from services.disclosure.engine.finding import Permission, Refusal
from services.disclosure.engine.judge import judge
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.ways import Way
from shared.policy_packs.rule import FORMS


def smaller_requests(no: Refusal, situation: Situation, item: Item) -> Iterator[Way]:
    """Give the form nearest to the one asked for, and all narrower categories; neither where it is told already."""
    told = [set(way) for way in no.would_permit_if]
    if {"form"} not in told and _form_may_matter(no, situation, item):
        less = FORMS[FORMS.index(item.form) + 1 :]
        passing = [form for form in less if _passes(situation, replace(item, form=form))]
        yield from ({"form": form} for form in passing[:1])
    if {"narrower"} not in told:
        parts = [replace(item, category=one) for one in situation.policy.pack.categories[item.category].narrower]
        narrower = [item_document(one) for one in parts if _passes(situation, one)]
        yield from [{"narrower": narrower}] if narrower else []


def _form_may_matter(no: Refusal, situation: Situation, item: Item) -> bool:
    """A no of the subject reaches no figures that show nobody; else only a rule that names forms tells them apart."""
    return no.objection is not None or situation.cells[item.category].names_forms


def _passes(situation: Situation, item: Item) -> bool:
    return isinstance(judge(situation, item), Permission)
