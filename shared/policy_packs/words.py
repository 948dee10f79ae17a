"""Whether every word a pack uses is one it has defined, and every item a rule permits has all its keys."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from shared.policy_packs.build import SECTIONS

Content = Mapping[str, Any]

_DATE_OPERATORS = ("on_or_after", "after", "on_or_before", "before")


def faults_of_words(said: Content, law: Content, files: Mapping[str, str]) -> list[str]:
    """Return a sentence for each word or key that is wrong, naming file, place and the nearest valid word."""
    vocabulary = _Vocabulary(said, law)
    found: list[tuple[str, str, str]] = [*vocabulary.faults_of_definitions()]
    for section in SECTIONS:
        for rule in said[section]:
            found += [(section, rule["id"], fault) for fault in vocabulary.faults_of_rule(rule, section)]
    return [f"{files.get(section, 'pack.yaml')}: {place}: {fault}" for section, place, fault in found]


class _Vocabulary:
    def __init__(self, said: Content, law: Content) -> None:
        self._said = said
        self._law = law

    def faults_of_definitions(self) -> Iterator[tuple[str, str, str]]:
        said = self._said
        role = said["default_subject_role"]
        for fault in _unknown("subject role", [role], said["subject_roles"]):
            yield "default_subject_role", "default_subject_role", fault
        for kind, law in said["objections"].items():
            for fault in _unknown("legal reference", law, self._law["references"]):
                yield "objections", kind, fault
        yield from self._faults_of_categories()
        yield from self._faults_of_recipient_kinds()
        yield from self._faults_of_purposes()
        yield from self._faults_of_facts()
        yield from self._repeated_ids()

    def _faults_of_categories(self) -> Iterator[tuple[str, str, str]]:
        for code, one in self._said["categories"].items():
            for fault in _unknown("category class", [one["category_class"]], self._law["category_classes"]):
                yield "categories", code, fault
            for fault in _unknown("category", one["narrower"], self._said["categories"]):
                yield "categories", code, fault

    def _faults_of_recipient_kinds(self) -> Iterator[tuple[str, str, str]]:
        kinds = self._said["recipient_kinds"]
        for code, one in kinds.items():
            for fault in _unknown("recipient kind", _stated(one["within"]), kinds):
                yield "recipient_kinds", code, fault
            if one["within"] in kinds and kinds[one["within"]]["within"] is not None:
                yield "recipient_kinds", code, f"“{one['within']}” lies within a kind itself; there is only one level."

    def _faults_of_purposes(self) -> Iterator[tuple[str, str, str]]:
        for code, one in self._said["purposes"].items():
            for fault in _unknown("recipient kind", one["needs_for"], self._said["recipient_kinds"]):
                yield "purposes", code, fault
            for needs in (one["needs"], *one["needs_for"].values()):
                for fault in _unknown("category", needs, self._said["categories"]):
                    yield "purposes", code, fault

    def _faults_of_facts(self) -> Iterator[tuple[str, str, str]]:
        for name, fact in self._said["facts"].items():
            if (fact["fact_type"] == "code") != bool(fact["values"]):
                yield "facts", name, "A fact has a list of values if, and only if, its type is code."

    def _repeated_ids(self) -> Iterator[tuple[str, str, str]]:
        seen: set[str] = set()
        for section in SECTIONS:
            for rule in self._said[section]:
                if rule["id"] in seen:
                    yield section, rule["id"], "Another rule has this id."
                seen.add(rule["id"])

    def faults_of_rule(self, rule: Content, section: str) -> Iterator[str]:
        said = self._said
        yield from _unknown("subject role", rule["subject_roles"], said["subject_roles"])
        yield from _unknown("recipient kind", rule["to"], said["recipient_kinds"])
        yield from _unknown("purpose", rule["purposes"], said["purposes"])
        yield from _unknown("category", rule["categories"], said["categories"])
        yield from _unknown("label", [*rule["labels"], *rule["without_labels"]], said["labels"])
        yield from _unknown("obligation", [one["kind"] for one in rule["obligations"]], said["obligations"])
        yield from _unknown("legal reference", rule["law"], self._law["references"])
        yield from _unknown("reason", _stated(rule["reason"]), self._law["reasons"])
        yield from _unknown("country list", _stated(rule.get("outside")), self._law["country_lists"])
        demand = rule.get("attestation") or {"professions": []}
        yield from _unknown("profession", demand["professions"], said["professions"])
        for requirement in rule["when"]:
            for condition in requirement.get("any_of", [requirement]):
                yield from self._faults_of_condition(condition)
        if section != "bars" and "all" not in (rule["categories"], rule["subject_roles"]):
            yield from self._missing_keys(rule)
        elif section != "bars":
            yield "A rule that permits names its categories and subject roles; only a bar may say all."

    def _faults_of_condition(self, condition: Content) -> Iterator[str]:
        unknown = [*_unknown("fact", [condition["fact"]], self._said["facts"])]
        yield from unknown
        if unknown:
            return
        fact = self._said["facts"][condition["fact"]]
        if condition["operator"] in _DATE_OPERATORS:
            if fact["fact_type"] != "date":
                yield f"“{condition['fact']}” is not a date and cannot be compared with one."
        elif fact["fact_type"] == "boolean" and not all(isinstance(one, bool) for one in condition["values"]):
            yield f"“{condition['fact']}” is true or false."
        elif fact["fact_type"] == "code":
            yield from _unknown(f"value of “{condition['fact']}”", condition["values"], fact["values"])

    def _missing_keys(self, rule: Content) -> Iterator[str]:
        for slot, codes in rule["keys"].items():
            yield from _unknown("legal reference", codes, self._law["references"])
            for code in codes:
                reference = self._law["references"].get(code)
                if reference is not None and slot not in reference["key"]:
                    yield f"“{code}” does not fit the {slot} lock."
        for category in rule["categories"]:
            missing = self._locks(rule, category) - {slot for slot, codes in rule["keys"].items() if codes}
            if missing:
                yield f"“{category}” lacks its {' and '.join(sorted(missing))} key."

    def _locks(self, rule: Content, category: str) -> set[str]:
        if category not in self._said["categories"]:
            return set()
        category_class = self._said["categories"][category]["category_class"]
        locks = set(self._law["category_classes"].get(category_class, ()))
        roles = [self._said["subject_roles"].get(role, {}) for role in rule["subject_roles"]]
        return locks | ({"secrecy"} if any(role.get("secrecy") for role in roles) else set())


def _stated(word: str | None) -> list[str]:
    return [] if word is None else [word]


def _unknown(what: str, words: Iterable[Any] | str, known: Iterable[str]) -> Iterator[str]:
    if words == "all":
        return
    valid = list(known)
    for word in words:
        if word not in valid:
            close = get_close_matches(str(word), valid, n=1, cutoff=0)
            nearest = f" The nearest is “{close[0]}”." if close else ""
            yield f"“{word}” is not a known {what}.{nearest}"
