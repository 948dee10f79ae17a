"""The words of a check that its controller's pack does not know; such a check is refused, never guessed at."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from services.disclosure.domain.check import Check
from shared.policy_packs.model import Fact, Pack
from shared.policy_packs.nearest import NearestNamer, Unknown
from shared.policy_packs.rule import is_day

Fault = tuple[str, str]

_SIMILAR = 0.5
NO_DAYS = "A period ends after the day it begins."


def unknown_words(check: Check, pack: Pack) -> list[Fault]:
    """A JSON pointer and a sentence for each word that is not in the pack, or says nothing."""
    facts = unknown_facts("/facts", check.facts, pack)
    return with_nearest([*_unknown_in_frame(check, pack), *_unknown_in_items(check, pack), *facts])


def _unknown_in_frame(check: Check, pack: Pack) -> Iterator[Fault]:
    yield from unknown_word("/controller", "controller", check.controller, [pack.controller])
    yield from unknown_word("/recipient/kind", "recipient kind", check.recipient.kind, pack.recipient_kinds)
    yield from unknown_word("/purpose", "purpose", check.purpose, pack.purposes)
    if check.subject_role is not None:
        yield from unknown_word("/subject_role", "subject role", check.subject_role, pack.subject_roles)
    if check.acting_entity is not None:
        yield from unknown_word("/acting_entity", "legal entity", check.acting_entity, pack.entities)
    if check.channel is not None:
        yield from unknown_word("/channel", "channel", check.channel, pack.channels)
    if check.attestation is not None and check.attestation.profession is not None:
        yield from unknown_word("/attestation/profession", "profession", check.attestation.profession, pack.professions)


def _unknown_in_items(check: Check, pack: Pack) -> Iterator[Fault]:
    for place, item in enumerate(check.items):
        yield from unknown_word(f"/items/{place}/category", "category", item.category, pack.categories)
        for label in sorted(item.labels - pack.labels.keys()):
            yield from unknown_word(f"/items/{place}/labels", "label", label, pack.labels)
        if item.period is not None and not item.period.has_days:
            yield f"/items/{place}/period", NO_DAYS


def unknown_facts(place: str, facts: Mapping[str, object], pack: Pack) -> Iterator[Fault]:
    """Each fact that the pack does not have, or whose value is not of its type."""
    for name, value in facts.items():
        pointer = f"{place}/{name.replace('~', '~0').replace('/', '~1')}"
        fact = pack.facts.get(name)
        if fact is None:
            yield from unknown_word(pointer, "fact", name, pack.facts)
        else:
            yield from _wrong_value(pointer, fact, value, pack)


def unknown_word(pointer: str, what: str, word: str, known: Collection[str]) -> Iterator[Fault]:
    if word not in known:
        yield pointer, Unknown(f"“{word}” is not a {what} of this controller.", word, known, _SIMILAR)


def with_nearest(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults as they are to be read."""
    named = NearestNamer()
    return [(pointer, named(sentence)) for pointer, sentence in faults]


def _wrong_value(pointer: str, fact: Fact, value: object, pack: Pack) -> Iterator[Fault]:
    if fact.fact_type == "boolean" and not isinstance(value, bool):
        yield pointer, f"The fact “{fact.name}” is true or false."
    elif fact.fact_type == "text" and not isinstance(value, str):
        yield pointer, f"The fact “{fact.name}” is a text."
    elif fact.fact_type == "date" and not is_day(value):
        yield pointer, f"The fact “{fact.name}” is a date such as 2026-11-20."
    elif fact.fact_type == "code" and value not in fact.values:
        yield pointer, f"The fact “{fact.name}” is one of {', '.join(fact.values)}."
    elif fact.fact_type == "categories" and not _are_categories(value, pack):
        yield pointer, f"The fact “{fact.name}” is a list of categories of this controller."


def _are_categories(value: object, pack: Pack) -> bool:
    return isinstance(value, tuple) and all(one in pack.categories for one in value)
