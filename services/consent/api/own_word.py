"""What a person who signed in can say, being at a screen and speaking with an authority that is known."""

from collections.abc import Mapping
from typing import Any

from services.consent.api.callers import SpokenOf
from services.consent.api.with_tuples import with_tuples
from shared.events.envelope import Document
from shared.web.authentication import speaks_for_itself
from shared.web.problems import invalid_request

_TRUE_OF_IT = {
    "channel": ("self-service", "A person who signed in speaks through self-service."),
    "form": ("electronic", "What a person who signed in gives is electronic."),
    "how": ("withdrawn", "A person withdraws; revoking and invalidating are the controller's."),
}


def refuse_what_is_not_its_own_word(body: Mapping[str, Any]) -> None:
    """Refuse a request in which a person claims another channel or form than is so."""
    if speaks_for_itself():
        wrong = [(f"/{name}", detail) for name, (so, detail) in _TRUE_OF_IT.items() if body.get(name, so) != so]
        if wrong:
            raise invalid_request(wrong)


def with_own_word(body: Document, name: str, spoken: SpokenOf) -> dict[str, Any]:
    """Return the body as the domain takes it; a person who signed in speaks as who they are, said or not."""
    said = with_tuples(body)
    return said | {name: spoken.by} if speaks_for_itself() else said
