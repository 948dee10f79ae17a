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
    else:
        yield from unknown("subject role", line["subject_roles"], said["subject_roles"])
        yield from faults_of_conditions(line["when"], said)
    if section == "retention":
        yield from _faults_of_keeping(line, said)
    if section == "rights":
        yield from unknown("obligation", [one["kind"] for one in line["obligations"]], said["obligations"])


def _faults_of_keeping(line: Content, said: Content) -> Iterator[str]:
    for wanted, names in (("date", [one["fact"] for one in line["keep"]]), ("boolean", line["holds"])):
        yield from unknown("fact", names, said["facts"])
        for name in names:
            if name in said["facts"] and said["facts"][name]["fact_type"] != wanted:
                yield f"“{name}” is not a {wanted}."
