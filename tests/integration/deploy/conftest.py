"""A stack for each test that asks for one; it is stopped whatever happens."""

from collections.abc import Iterator

import pytest

from tests.integration.deploy.local_stack import LocalStack
from tests.servers import session


@pytest.fixture
def local_stack() -> Iterator[LocalStack]:
    stack = LocalStack(session.own_folder() / "an ordinary folder, with spaces")
    yield stack
    stack("stop")
