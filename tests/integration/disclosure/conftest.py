"""The gate for each test, on a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.disclosure.service import Service, running_service
from tests.servers.databases import Database
from tests.servers.issuer import Issuer


@pytest.fixture
def gate(database: Callable[[str], Database], issuer: Issuer, tmp_path: Path) -> Iterator[Service]:
    with running_service(database("disclosure"), issuer, tmp_path) as service:
        yield service
