"""The list of everybody's objections that await the controller's answer, page by page, the oldest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.consent.api.context import dependencies
from services.consent.api.pages import Pages
from services.consent.use_cases.list_awaiting_answer import ListAwaitingAnswer, list_awaiting_answer
from services.consent.use_cases.ports import PlaceByMoment
from shared.events.envelope import Document
from shared.web.authentication import require_controller, speaks_for_itself
from shared.web.problems import invalid_request


def page_of_awaiting(body: Mapping[str, Any]) -> Document:
    """Return the page that a body asks for, and the next cursor; only staff may ask for it."""
    if speaks_for_itself():
        raise invalid_request([("/subject", "Say whose; only staff may leave it out.")])
    controller = body["controller"]
    require_controller(controller)
    pages = Pages({"awaiting answer at": controller})
    place = pages.place(body)
    after = PlaceByMoment(datetime.fromisoformat(place[0]), place[1]) if place else None
    question = ListAwaitingAnswer(controller, after, body["limit"])
    found, last = list_awaiting_answer(question, dependencies().surroundings)
    return {"objections": found, "next_cursor": pages.next_cursor(last and [last.moment.isoformat(), last.id])}
