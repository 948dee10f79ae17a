"""A request keeps the id and the trace it came with, or gets new ones."""

import re

import pytest
from flask.testing import FlaskClient

from tests.servers.issuer import Issuer
from tests.unit.shared.small_service import CPR

TRACE = "0af7651916cd43dd8448eb211c80319c"
SPAN = "b7ad6b7169203331"
TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


def _trace(client: FlaskClient, issuer: Issuer, **headers: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.get("/v1/things/trace", headers={"Authorization": f"Bearer {issuer.token('thing:write')}", **named})
    assert answer.status_code == 200
    assert answer.headers["X-Request-ID"] == answer.json["request_id"]
    return answer.json


def test_a_trace_is_continued_with_a_span_of_our_own(client: FlaskClient, issuer: Issuer) -> None:
    continued = _trace(client, issuer, traceparent=f"00-{TRACE}-{SPAN}-01")["traceparent"]
    assert continued.startswith(f"00-{TRACE}-")
    assert continued.endswith("-01")
    assert SPAN not in continued


@pytest.mark.parametrize(
    "given",
    [
        "",
        "nonsense",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}",
        f"00-{TRACE}-{SPAN}-01-more",
    ],
)
def test_a_trace_that_cannot_be_read_is_replaced(client: FlaskClient, issuer: Issuer, given: str) -> None:
    begun = _trace(client, issuer, traceparent=given)["traceparent"]
    assert TRACEPARENT.fullmatch(begun)
    assert TRACE not in begun


def test_a_request_id_is_kept(client: FlaskClient, issuer: Issuer) -> None:
    assert _trace(client, issuer, X_Request_ID="till-7.order_12")["request_id"] == "till-7.order_12"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>", CPR, CPR.replace("-", ""), f"patient-{CPR}"])
def test_a_request_id_that_cannot_be_taken_is_replaced(client: FlaskClient, issuer: Issuer, given: str) -> None:
    request_id = _trace(client, issuer, X_Request_ID=given)["request_id"]
    assert request_id != given
    assert len(request_id) == 36


def test_no_answer_may_be_kept_by_caches(client: FlaskClient) -> None:
    assert client.get("/livez").headers["Cache-Control"] == "no-store"
