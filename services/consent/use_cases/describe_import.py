"""An import as callers see it."""

from collections.abc import Mapping

from services.consent.domain.consent_import import ConsentImport, Outcome
from services.consent.use_cases.documents import stated
from shared.clock import timestamp
from shared.events.envelope import Document


def import_answer(one: ConsentImport, counts: Mapping[Outcome | None, int]) -> Document:
    """Return how far an import is, and how many of its lines became what; None counts what is not decided yet."""
    return {
        "id": one.id,
        "controller": one.controller,
        "source": one.source,
        "dry_run": one.dry_run,
        "status": one.status.value,
        "received_at": timestamp(one.received_at),
        **stated({"finished_at": one.finished_at and timestamp(one.finished_at)}),
        "recorded_by": one.recorder.client,
        **stated({"recorded_by_staff": one.recorder.staff}),
        "lines": sum(counts.values()),
        "undecided": counts.get(None, 0),
        **{outcome.value.replace("-", "_"): counts.get(outcome, 0) for outcome in Outcome},
    }
