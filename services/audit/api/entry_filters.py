"""From the body of a search to the filter that the log understands."""

from collections.abc import Mapping
from typing import Any

from services.audit.use_cases.entry_filter import EntryFilter
from shared.subject_references import SubjectKeys


def entry_filter(body: Mapping[str, Any], controllers: tuple[str, ...], keys: SubjectKeys) -> EntryFilter:
    """Return the filter of a search."""
    stated = dict(body)
    subject, recipient = stated.pop("subject", None), stated.pop("recipient", {})
    if "decision_id" in stated:
        stated["decision_id"] = str(stated["decision_id"])
    return EntryFilter(
        controllers=controllers,
        subjects=_subjects(subject, controllers, keys) if subject else None,
        recipient_kind=recipient.get("kind"),
        recipient_id=recipient.get("id"),
        **stated,
    )


def _subjects(subject: Mapping[str, Any], controllers: tuple[str, ...], keys: SubjectKeys) -> tuple[str, ...]:
    """Return the person's references at each controller under each key; an entry keeps the one it was made with."""
    named = (keys.named(controller, subject).references for controller in controllers)
    return tuple(dict.fromkeys(reference for references in named for reference in references))
