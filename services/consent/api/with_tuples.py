"""From what a schema loads to what the domain is made of."""

from typing import Any

from shared.events.envelope import Document


def with_tuples(body: Document) -> dict[str, Any]:
    """Return the body with its proofs as a tuple, since values of the domain never change, and ids as text."""
    said = {**body, "evidence": tuple(body["evidence"])}
    return said | {name: str(body[name]) for name in ("renews", "follows") if name in body}
