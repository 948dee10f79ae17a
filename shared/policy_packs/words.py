"""Whether every word a pack uses is one it has defined."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.policy_packs.line_words import faults_of_lines
from shared.policy_packs.lines import LINE_SECTIONS
from shared.policy_packs.places import Fault
from shared.policy_packs.row_words import faults_of_rows
from shared.policy_packs.rule import SECTIONS
from shared.policy_packs.rule_words import faults_of_rule
from shared.policy_packs.unknown_words import stated, unknown

Content = Mapping[str, Any]

_NEVER_EMPTY = ("recipient_kinds", "purposes", "categories")


def faults_of_words(said: Content, law: Content) -> list[Fault]:
    """Return a fault for each word or key that is wrong, naming place and the nearest valid word."""
    found: list[Fault] = [
        *_faults_of_frame(said, law),
        *_faults_of_categories(said, law),
        *_faults_of_recipient_kinds(said),
        *_faults_of_purposes(said, law),
        *_faults_of_subject_roles(said, law),
        *_faults_of_facts(said),
        *_faults_of_consent_texts(said),
        *_repeated_ids(said),
        *faults_of_rows(said),
    ]
    for section in SECTIONS:
        for rule in said[section]:
            found += [(section, rule["id"], fault) for fault in faults_of_rule(rule, section, said, law)]
    for section in LINE_SECTIONS:
        for line in said[section]:
            found += [(section, line["id"], fault) for fault in faults_of_lines(line, section, said, law)]
    return found


def _faults_of_frame(said: Content, law: Content) -> Iterator[Fault]:
    role = said["default_subject_role"]
    for fault in unknown("subject role", [role], said["subject_roles"]):
        yield "default_subject_role", "default_subject_role", fault
    for fault in unknown("legal reference", said["open_to_objection"], law["references"]):
        yield "open_to_objection", "open_to_objection", fault
    for kind, codes in said["objections"].items():
        for fault in unknown("legal reference", codes, law["references"]):
            yield "objections", kind, fault
    for section in _NEVER_EMPTY:
        if not said[section]:
            yield section, section, "Nothing can be asked of a pack without any."


def _faults_of_categories(said: Content, law: Content) -> Iterator[Fault]:
    for code, one in said["categories"].items():
        for fault in unknown("category class", [one["category_class"]], law["category_classes"]):
            yield "categories", code, fault
        for fault in unknown("category", [*one["narrower"], *one["parts"]], said["categories"]):
            yield "categories", code, fault


def _faults_of_recipient_kinds(said: Content) -> Iterator[Fault]:
    kinds = said["recipient_kinds"]
    for code, one in kinds.items():
        for fault in unknown("recipient kind", stated(one["within"]), kinds):
            yield "recipient_kinds", code, fault
        if one["within"] in kinds and kinds[one["within"]]["within"] is not None:
            yield "recipient_kinds", code, f"“{one['within']}” lies within a kind itself; there is only one level."


def _faults_of_purposes(said: Content, law: Content) -> Iterator[Fault]:
    for code, one in said["purposes"].items():
        for fault in unknown("recipient kind", [*one["needs_for"], *one["refuse_too_broad"]], said["recipient_kinds"]):
            yield "purposes", code, fault
        for kind in one["nothing_narrower"]:
            if kind not in one["refuse_too_broad"]:
                yield "purposes", code, f"nothing_narrower: “{kind}” must be in refuse_too_broad, too."
        for fault in unknown("age of consent", [one["age_of_consent"]], law["ages_of_consent"]):
            yield "purposes", code, fault
        for needs in (one["needs"], one["open_channels"], *one["needs_for"].values()):
            for fault in unknown("category", needs, said["categories"]):
                yield "purposes", code, fault


def _faults_of_subject_roles(said: Content, law: Content) -> Iterator[Fault]:
    for code, one in said["subject_roles"].items():
        for fault in unknown("age of consent", stated(one["age_of_consent"]), law["ages_of_consent"]):
            yield "subject_roles", code, fault
        for fault in unknown("legal reference", one["law"], law["references"]):
            yield "subject_roles", code, fault
        for fault in unknown("subject role", stated(one["after_death"]), said["subject_roles"]):
            yield "subject_roles", code, fault


def _faults_of_facts(said: Content) -> Iterator[Fault]:
    for name, fact in said["facts"].items():
        if (fact["fact_type"] == "code") != bool(fact["values"]):
            yield "facts", name, "A fact has a list of values if, and only if, its type is code."


def _faults_of_consent_texts(said: Content) -> Iterator[Fault]:
    for text_id, text in said["consent_texts"].items():
        for version in text["versions"].values():
            for fault in unknown("purpose", version["purposes"], said["purposes"]):
                yield "consent_texts", text_id, fault
        for fault in _faults_of_replacements(text["versions"]):
            yield "consent_texts", text_id, fault


def _faults_of_replacements(versions: Content) -> Iterator[str]:
    """Versions follow one another: each takes the place of one at most, and of none twice or in a ring."""
    places = {number: one["replaces"] for number, one in versions.items() if one["replaces"] is not None}
    yield from unknown("version", places.values(), versions)
    if len(set(places.values())) < len(places):
        yield "Two versions replace the same one."
    for number in places:
        seen, version = set[str](), number
        while version in places and version not in seen:
            seen.add(version)
            version = places[version]
        if version in seen:
            yield "Versions replace one another in a ring."
            return


def _repeated_ids(said: Content) -> Iterator[Fault]:
    seen: set[str] = set()
    for section in (*SECTIONS, *LINE_SECTIONS):
        for line in said[section]:
            if line["id"] in seen:
                yield section, line["id"], "Another rule or line has this id."
            seen.add(line["id"])
