"""What may go: every category of the pack, in every form, asked for one recipient and purpose."""

from collections.abc import Iterator
from dataclasses import replace

from services.disclosure.domain.check import Check, Item
from services.disclosure.use_cases.premises import Premises
from services.disclosure.use_cases.simulate_check import simulate_item
from shared.events.envelope import Document
from shared.policy_packs.rule import FORMS


def list_what_may_go(check: Check, alike: Item, premises: Premises) -> Document:
    """Return what passes and what the rest lacks; `alike` is what the items have in common besides category and form.

    Each is asked for alone, so that a purpose which refuses requests that are too broad does not refuse all of them.
    """
    answers = [
        answer
        for category in premises.policy.pack.categories
        for answer in _by_form(check, replace(alike, category=category), premises)
    ]
    return {
        **premises.document(),
        "may_go": [answer for answer in answers if answer["outcome"] == "permit"],
        "may_not_go": [answer for answer in answers if answer["outcome"] == "deny"],
    }


def _by_form(check: Check, item: Item, premises: Premises) -> Iterator[Document]:
    """Forms of a category that are answered alike are answered together."""
    found: list[Document] = []
    for form in FORMS:
        answer = simulate_item(replace(check, items=(replace(item, form=form),)), premises)
        answer.pop("form", None)
        like = next((one for one in found if _without_forms(one) == answer), None)
        if like is None:
            found.append({**answer, "forms": [form]})
        else:
            like["forms"].append(form)
    yield from found


def _without_forms(answer: Document) -> Document:
    return {name: value for name, value in answer.items() if name != "forms"}
