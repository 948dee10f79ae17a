"""The audit service for each test, on a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.audit.log_service import LogService, running_log
from tests.servers.databases import Database
from tests.servers.issuer import Issuer


@pytest.fixture
def log(database: Callable[[str], Database], issuer: Issuer, tmp_path: Path) -> Iterator[LogService]:
    with running_log(database("audit"), issuer, tmp_path) as service:
        yield service
