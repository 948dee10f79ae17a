"""The processes of the test stack are the ones of `make run`, and can be ended one by one."""

import pytest
import requests

from tests.servers.processes import SOON
from tests.servers.stack import Stack


def test_everything_is_ready_and_serves_tokens(stack: Stack) -> None:
    answer = requests.get(
        f"{stack.url('audit')}/v1/completeness",
        headers={"Authorization": f"Bearer {stack.token('compliance-officer')}"},
        timeout=5,
    )
    assert answer.ok, answer.text


@pytest.mark.parametrize(
    "process",
    [
        "consent-relay",
        "consent-webhooks",
        "consent-remind",
        "disclosure-relay",
        "disclosure-consume",
        "audit-consume",
    ],
)
def test_workers_end_soon_and_start_again(stack: Stack, process: str) -> None:
    assert stack.stop(process) < SOON
    stack.start(process)
    stack.wait_until_ready()
