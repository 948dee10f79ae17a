"""From the body of a search to the filter that the log understands."""

from collections.abc import Mapping
from typing import Any

from services.audit.use_cases.entry_filter import EntryFilter
from services.audit.use_cases.ports import SubjectReferences
from services.audit.use_cases.refer_to_subject import references_of_cpr
from shared.subject_references import validate_cpr


def entry_filter(body: Mapping[str, Any], controllers: tuple[str, ...], references: SubjectReferences) -> EntryFilter:
    """Return the filter of a search. A CPR number goes no further into the service than here."""
    stated = dict(body)
    subject, recipient = stated.pop("subject", None), stated.pop("recipient", {})
    if "decision_id" in stated:
        stated["decision_id"] = str(stated["decision_id"])
    return EntryFilter(
        controllers=controllers,
        subjects=_subjects(subject, controllers, references) if subject else None,
        recipient_kind=recipient.get("kind"),
        recipient_id=recipient.get("id"),
        **stated,
    )


def _subjects(
    subject: Mapping[str, str], controllers: tuple[str, ...], references: SubjectReferences
) -> tuple[str, ...]:
    if "reference" in subject:
        return (subject["reference"],)
    return references_of_cpr(validate_cpr(subject["cpr"]), controllers, references)
