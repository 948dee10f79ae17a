"""Lists of what was recorded of one subject, page by page, newest first."""

from collections.abc import Callable, Mapping
from typing import Any

from services.consent.api.callers import spoken_of
from services.consent.api.context import dependencies
from services.consent.api.pages import Pages
from services.consent.use_cases.search_of_subject import SearchOfSubject
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document

Search = Callable[[SearchOfSubject, Surroundings], tuple[list[Document], int | None]]
"""Returns a page of what is on record, and before which version the next begins."""


def page_of_subject(name: str, body: Mapping[str, Any], search: Search) -> Document:
    """Return the page that a body asks for of what was recorded of its subject, under a name, and the next cursor."""
    controller, at = body["controller"], body.get("as_of")
    spoken = spoken_of(controller, body["subject"], "view")
    pages = Pages({"list": name, "controller": controller, "of": spoken.subject.references, "as of": at})
    place = pages.place(body)
    asked = SearchOfSubject(controller, spoken.subject, spoken.reach, body["limit"], place[0] if place else None, at)
    found, last = search(asked, dependencies().surroundings)
    return {name: found, "next_cursor": pages.next_cursor(None if last is None else [last])}
