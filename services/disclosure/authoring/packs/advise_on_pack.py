"""Advice about a pack that loads: what nothing proves, what nobody uses, and what nobody can read."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from shared.policy_packs.lines import LINE_SECTIONS, Line
from shared.policy_packs.model import Pack
from shared.policy_packs.places import Fault
from shared.policy_packs.rule import SECTION_OF, SECTIONS, Rule

Content = Mapping[str, Any]

_WORDS = {
    "entities": "legal entity",
    "subject_roles": "subject role",
    "categories": "category",
    "labels": "label",
    "recipient_kinds": "recipient kind",
    "purposes": "purpose",
    "channels": "channel",
    "professions": "profession",
    "obligations": "obligation",
}


def advise_on_pack(pack: Pack, own: Content, cases: Collection[Content], deciding: Collection[str]) -> list[Fault]:
    """`own` is what the pack's own files say, `deciding` the ids of the rules and lines that decide some case."""
    return [*_unproven(pack, deciding), *_without_rows(own), *_unused(own, cases), *_untranslated(own)]


def _unproven(pack: Pack, deciding: Collection[str]) -> Iterator[Fault]:
    lines: list[tuple[str, Rule | Line]] = [
        *((SECTION_OF[rule.step], rule) for rule in pack.rules),
        *(("retention", line) for line in pack.retention),
        *(("rights", line) for line in pack.rights),
    ]
    for section, line in lines:
        if line.id not in deciding:
            yield section, line.id, f"No case of {pack.controller} is decided by this line."


def _without_rows(own: Content) -> Iterator[Fault]:
    for section in (*SECTIONS, *LINE_SECTIONS):
        for line in own.get(section) or ():
            if not line.get("rows"):
                yield section, line["id"], "This line names no row."


def _unused(own: Content, cases: Collection[Content]) -> Iterator[Fault]:
    rules = [one for section in (*SECTIONS, *LINE_SECTIONS) for one in own.get(section) or ()]
    named = {*_texts(rules), *_texts(list(cases)), *_texts(own.get("default_subject_role"))}
    for section in _WORDS:
        for word in (own.get(section) or {}).values():
            named |= set(_texts(word))
    for section, kind in _WORDS.items():
        for code in own.get(section) or {}:
            if code not in named:
                yield section, code, f"No rule of the pack's own, no other word and no case names this {kind}."
    in_rules = set(_texts(rules))
    for name in own.get("facts") or {}:
        if name not in in_rules:
            yield "facts", name, "No rule or line of the pack's own asks for this fact."


def _untranslated(own: Content) -> Iterator[Fault]:
    """A word may be the same in both languages; a sentence is not."""
    for section in (*SECTIONS, *LINE_SECTIONS):
        for line in own.get(section) or ():
            for fault in _faults_of_sentence(line["says"]):
                yield section, line["id"], fault
    for section in (*_WORDS, "facts"):
        for code, word in (own.get(section) or {}).items():
            if section == "facts" or not (word["en"].strip() and word["da"].strip()):
                for fault in _faults_of_sentence(word):
                    yield section, code, fault


def _faults_of_sentence(named: Content) -> Iterator[str]:
    for language, code in (("English", "en"), ("Danish", "da")):
        if not named[code].strip():
            yield f"The {language} sentence is missing."
    if named["en"].strip() and named["en"].strip() == named["da"].strip():
        yield "The Danish sentence is the English one."


def _texts(content: Any) -> Iterator[str]:
    """Every text in the content, and every key of its mappings."""
    if isinstance(content, Mapping):
        for key, inner in content.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from _texts(inner)
    elif isinstance(content, str):
        yield content
