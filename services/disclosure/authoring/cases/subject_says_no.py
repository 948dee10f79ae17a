"""The same case once more, had the subject just then said no in one of the ways the law gives."""

from collections.abc import Mapping
from dataclasses import replace

from services.disclosure.authoring.cases.case import Case
from services.disclosure.domain.subject_state import Objection, Part, RecipientScope

NOES: Mapping[str, str] = {"restricts": "restriction", "refuses": "refusal", "objects": "particular-situation"}
"""What the subject does, as a case writes it: the kind of objection. Restricts: article 18 GDPR; objects: 21(1)."""


def case_after_no(case: Case, word: str) -> Case:
    """Return the case with this no to just this disclosure on file, expecting the outcome claimed for it."""
    check = case.check
    recipient = RecipientScope(check.recipient.kind, check.recipient.id, check.recipient.country)
    part = Part(recipients=(recipient,), purposes=frozenset({check.purpose}))
    no = Objection(f"{word}-this", NOES[word], case.at, part)
    return replace(
        case,
        name=f"{case.name} (the subject {word})",
        state=replace(case.state, objections=(*case.state.objections, no)),
        expect={"outcome": case.if_subject[word]},
        if_subject={},
    )
