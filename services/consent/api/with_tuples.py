"""From what a schema loads to what the domain is made of."""

from typing import Any

from shared.events.envelope import Document


def with_tuples(body: Document) -> dict[str, Any]:
    """Return the body with its proofs as a tuple, since values of the domain never change, and ids as text."""
    said = {**body, "evidence": tuple(body["evidence"])}
    return said | ({"renews": str(body["renews"])} if "renews" in body else {})
