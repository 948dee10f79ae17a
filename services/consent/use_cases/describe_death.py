"""A recorded death as callers and the audit log see it."""

from services.consent.domain.death import Death
from services.consent.use_cases.documents import plain, recorded_document, stated
from shared.events.envelope import Document


def death_answer(death: Death) -> Document:
    """Return everything recorded of a death."""
    said = {
        "id": death.id,
        "controller": death.controller,
        "subject": death.subject,
        "version": death.version,
        "died_on": death.died_on.isoformat(),
        "evidence": [plain(one) for one in death.evidence],
        "retracted": recorded_document(death.retracted) if death.retracted else None,
    }
    return stated(said) | recorded_document(death.recorded)


def death_document(death: Death) -> Document:
    """Return what the audit log is told when a death is recorded or retracted."""
    return {"death": death.id, "died_on": death.died_on.isoformat()}
