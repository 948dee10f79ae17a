"""Whatever is sent, the answer is one that the document names, and bad input is a problem and not a failure."""

import pytest

from tests.contracts.http.conftest import Begin
from tests.contracts.http.exploring import explore
from tests.rules.tracked_files import SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_every_answer_is_as_the_document_says(begin: Begin, service: str) -> None:
    wrong, statuses = explore(begin(service))
    assert not wrong, "\n\n".join(wrong)
    assert {200, 422} <= statuses.keys(), f"hardly anything was tried: {statuses}"
