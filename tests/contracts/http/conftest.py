"""Each service as its document speaks of it: with the packs that are shipped, and something on record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contracts.http.worlds import WORLDS, World
from tests.servers.databases import Database
from tests.servers.issuer import Issuer

Begin = Callable[[str], World]


@pytest.fixture
def begin(database: Callable[[str], Database], issuer: Issuer, tmp_path: Path, request: pytest.FixtureRequest) -> Begin:
    """Ask it for a service's name and get that service on a database of its own."""

    def begin_one(service: str) -> World:
        running, world = WORLDS[service]
        entered = running(database(service), issuer, tmp_path)
        client = entered.__enter__()
        request.addfinalizer(lambda: entered.__exit__(None, None, None))
        return world(client)

    return begin_one
