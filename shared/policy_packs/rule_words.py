"""Whether a rule uses known words only, and every item it permits has all its keys."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.policy_packs.rule import DECISION_DAY, NO_LONGER_PERSONAL, is_day
from shared.policy_packs.rule_choices import faults_of_choices
from shared.policy_packs.unknown_words import stated, unknown

Content = Mapping[str, Any]

_FACT_TYPES_OF = {
    "on_or_after": ("date",),
    "after": ("date",),
    "on_or_before": ("date",),
    "before": ("date",),
    "within": ("date",),
    "kept_for": ("date",),
    "stated": ("text", "date"),
    "is_recipient": ("text",),
    "is_course": ("text",),
    "lists_category": ("categories",),
    "is": ("boolean", "text", "code", "date"),
    "in": ("boolean", "text", "code", "date"),
}
_COMPARISONS = ("on_or_after", "after", "on_or_before", "before")
_ANONYMOUS = "R26"


def faults_of_rule(rule: Content, section: str, said: Content, law: Content) -> Iterator[str]:
    yield from _unknown_selectors(rule, said)
    yield from unknown("obligation", [one["kind"] for one in rule["obligations"]], said["obligations"])
    yield from unknown("legal reference", rule["law"], law["references"])
    yield from unknown("reason", stated(rule["reason"]), law["reasons"])
    yield from unknown("country list", rule.get("outside", ()), law["country_lists"])
    yield from faults_of_conditions(rule["when"], said)
    yield from faults_of_choices(rule["when"])
    for obligation in rule["obligations"]:
        yield from faults_of_conditions(obligation["unless"], said)
    if rule.get("custody_until") is not None and rule["delegation"] != ["custody"]:
        yield "custody_until is for a rule of custody alone."
    yield from _faults_of_declaration(rule)
    if section != "bars":
        yield from _faults_of_keys(rule, said, law)


def _faults_of_declaration(rule: Content) -> Iterator[str]:
    """A rule that let a day to come through, or none at all, would let no withdrawal be later."""
    fact = rule.get("declared_on")
    if fact is not None and not any(one.get("fact") == fact and _is_not_to_come(one) for one in rule["when"]):
        yield f"declared_on: this rule must ask that “{fact}” is not to come: on_or_before: {DECISION_DAY}, or within."


def _is_not_to_come(condition: Content) -> bool:
    if condition["operator"] == "within":
        return True
    return condition["operator"] == "on_or_before" and DECISION_DAY in condition["values"]


def faults_of_conditions(requirements: Any, said: Content) -> Iterator[str]:
    for condition in _conditions(requirements):
        yield from _faults_of_condition(condition, said)


def _unknown_selectors(rule: Content, said: Content) -> Iterator[str]:
    yield from unknown("subject role", rule["subject_roles"], said["subject_roles"])
    yield from unknown("recipient kind", rule["to"], said["recipient_kinds"])
    yield from unknown("purpose", rule["purposes"], said["purposes"])
    yield from unknown("category", rule["categories"], said["categories"])
    yield from unknown("label", [*rule["labels"], *rule["without_labels"]], said["labels"])
    yield from unknown("channel", rule.get("channels", ()), said["channels"])
    demand = rule.get("attestation") or {"professions": []}
    yield from unknown("profession", demand["professions"], said["professions"])


def _conditions(requirements: Any) -> Iterator[Content]:
    """Each condition about a fact, however deep it stands."""
    for one in requirements:
        if "fact" in one:
            yield one
        else:
            yield from _conditions([*one.get("any_of", ()), *one.get("all_of", ())])


def _faults_of_condition(condition: Content, said: Content) -> Iterator[str]:
    faults = [*unknown("fact", [condition["fact"]], said["facts"])]
    yield from faults
    if faults:
        return
    fact, operator = said["facts"][condition["fact"]], condition["operator"]
    fitting = _FACT_TYPES_OF[operator]
    if fact["fact_type"] not in fitting:
        yield f"“{condition['fact']}” is a {fact['fact_type']}; {operator} is for a {' or '.join(fitting)}."
    elif fact["fact_type"] == "code":
        yield from unknown(f"value of “{condition['fact']}”", condition["values"], fact["values"])
    else:
        yield from _wrong_values(condition, fact["fact_type"])


def _wrong_values(condition: Content, fact_type: str) -> Iterator[str]:
    """A value of another type would never be met, or would be compared as the text it is."""
    name, values = condition["fact"], condition["values"]
    if fact_type == "boolean" and not all(isinstance(one, bool) for one in values):
        yield f"“{name}” is true or false."
    elif fact_type == "text" and not all(isinstance(one, str) for one in values):
        yield f"“{name}” is a text."
    elif fact_type == "date":
        word = f", or {DECISION_DAY}" if condition["operator"] in _COMPARISONS else ""
        for value in values:
            if not is_day(value) and not (word and value == DECISION_DAY):
                said = str(value).lower() if isinstance(value, bool) else value
                yield f"“{said}” is no value of “{name}”, which is a date such as 2026-11-20{word}."


def _faults_of_keys(rule: Content, said: Content, law: Content) -> Iterator[str]:
    for slot, codes in rule["keys"].items():
        yield from unknown("legal reference", codes, law["references"])
        for code in codes:
            reference = law["references"].get(code)
            if reference is not None and slot not in reference["key"]:
                yield f"“{code}” does not fit the {slot} lock."
            if code == _ANONYMOUS and not (rule["forms"] and set(rule["forms"]) <= NO_LONGER_PERSONAL):
                yield f"“{_ANONYMOUS}” is a key for the forms {' and '.join(sorted(NO_LONGER_PERSONAL))} only."
    given = {slot for slot, codes in rule["keys"].items() if codes}
    every = said["categories"] if rule["categories"] == "all" else rule["categories"]
    for category in every:
        if missing := _locks(rule, category, said, law) - given:
            yield f"“{category}” lacks its {' and '.join(sorted(missing))} key."


def _locks(rule: Content, category: str, said: Content, law: Content) -> set[str]:
    if category not in said["categories"]:
        return set()
    locks = set(law["category_classes"].get(said["categories"][category]["category_class"], ()))
    named = said["subject_roles"] if rule["subject_roles"] == "all" else rule["subject_roles"]
    roles = [said["subject_roles"].get(role, {}) for role in named]
    return locks | ({"secrecy"} if any(role.get("secrecy") for role in roles) else set())
