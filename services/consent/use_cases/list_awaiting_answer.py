"""List the objections that a controller has not answered yet."""

from dataclasses import dataclass

from services.consent.domain.objection import Objection
from services.consent.use_cases.describe_objection import objection_answer
from services.consent.use_cases.ports import PlaceByMoment
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class ListAwaitingAnswer:
    """Of which controller, after which place, and how many."""

    controller: str
    after: PlaceByMoment | None
    limit: int


def list_awaiting_answer(
    question: ListAwaitingAnswer, surroundings: Surroundings
) -> tuple[list[Document], PlaceByMoment | None]:
    """Return objections on grounds of people's own situation, the oldest first, and where to go on."""
    with surroundings.units.snapshot() as unit:
        found = unit.objections.awaiting_answer(question.controller, question.after, question.limit + 1)
    shown, now, pack = found[: question.limit], surroundings.clock(), surroundings.packs.get(question.controller)
    last = _place(shown[-1]) if len(found) > question.limit else None
    return [objection_answer(one, now, pack) for one in shown], last


def _place(objection: Objection) -> PlaceByMoment:
    return PlaceByMoment(objection.raised_at, objection.id)
