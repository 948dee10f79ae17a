"""A stack for each test that asks for one; it is stopped whatever happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.deploy.local_stack import LocalStack


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[LocalStack]:
    stack = LocalStack(tmp_path / "an ordinary folder, with spaces")
    yield stack
    stack("stop")
