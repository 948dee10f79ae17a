"""Every body in the documents has an example, and whoever sends it gets the success that the document names."""

import json
from urllib.parse import urlencode

import pytest

from tests.contracts.http.conftest import Begin
from tests.contracts.http.documents import Body, bodies
from tests.contracts.http.worlds import World


@pytest.mark.parametrize("body", bodies(), ids=str)
def test_an_example_gets_the_success_that_its_document_names(begin: Begin, body: Body) -> None:
    world = begin(body.service)
    answer = world.client.send(_path(body, world), _content(body, world), body.media_type)
    assert answer.status_code in body.successes, answer.get_data(as_text=True)


def _path(body: Body, world: World) -> str:
    # Only what was accepted can be ended.
    delegation = "accepted_delegation_id" if body.operation == "delegations.end" else "delegation_id"
    ids = world.ids | {"delegation_id": world.ids.get(delegation, "")}
    return body.path.format(**ids) + (f"?{urlencode(body.query)}" if body.query else "")


def _content(body: Body, world: World) -> bytes:
    example = body.content["example"]
    if isinstance(example, str):
        return example.encode()
    # A delivery has to be one of this very database.
    known = {"deliveries": [world.ids["delivery_id"]]} if "deliveries" in example else {}
    return json.dumps(example | known).encode()
