"""Whether a line of a pack beside its rules uses known words only."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.policy_packs.rule_words import faults_of_conditions
from shared.policy_packs.unknown_words import unknown

Content = Mapping[str, Any]


def faults_of_lines(line: Content, section: str, said: Content, law: Content) -> Iterator[str]:
    yield from unknown("legal reference", line["law"], law["references"])
    yield from unknown("category", line["categories"], said["categories"])
    if section == "consent_kinds":
        yield from unknown("purpose", line["purposes"], said["purposes"])
        yield from unknown("consent text", line["texts"], said["consent_texts"])
        yield from _faults_of_texts(line, said["consent_texts"])
    else:
        yield from unknown("subject role", line["subject_roles"], said["subject_roles"])
        yield from faults_of_conditions(line["when"], said)
    if section == "retention":
        yield from _faults_of_keeping(line, said)
    if section == "rights":
        yield from unknown("obligation", [one["kind"] for one in line["obligations"]], said["obligations"])


def _faults_of_texts(kind: Content, texts: Content) -> Iterator[str]:
    """Nobody agrees to what they were not told of."""
    asked_with = [one["versions"] for text_id, one in texts.items() if text_id in kind["texts"]]
    told = {purpose for versions in asked_with for one in _newest(versions) for purpose in one["purposes"]}
    for purpose in kind["purposes"]:
        if purpose not in told:
            yield f"None of its texts tells of “{purpose}”."


def _newest(versions: Content) -> list[Content]:
    replaced = {one["replaces"] for one in versions.values()}
    return [one for number, one in versions.items() if number not in replaced]


def _faults_of_keeping(line: Content, said: Content) -> Iterator[str]:
    for wanted, names in (("date", [one["fact"] for one in line["keep"]]), ("boolean", line["holds"])):
        yield from unknown("fact", names, said["facts"])
        for name in names:
            if name in said["facts"] and said["facts"][name]["fact_type"] != wanted:
                yield f"“{name}” is not a {wanted}."
