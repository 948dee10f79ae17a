"""Every error is a problem document (RFC 9457), and none of them tells what was sent."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from shared.web.problems import CATALOGUE, Problem
from tests.servers.issuer import Issuer
from tests.unit.shared.small_service import CPR, FAILURES

DIGITS = CPR.replace("-", "")


@pytest.fixture
def ask(client: FlaskClient, issuer: Issuer) -> Any:
    token = issuer.token("thing:write", controllers=("aleris",))

    def request(path: str, method: str = "POST", **sent: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {token}"} | sent.pop("headers", {})
        return client.open(path, method=method, headers=headers, **sent)

    return request


def _is_a_problem(answer: TestResponse, slug: str) -> dict[str, Any]:
    assert answer.mimetype == "application/problem+json"
    status, title = CATALOGUE[slug]
    document: dict[str, Any] = answer.json
    assert (document["type"], document["status"], answer.status_code) == (f"/problems/{slug}", status, status)
    assert document["title"] == title
    assert document["instance"] == answer.headers["X-Request-ID"]
    assert CPR not in answer.text
    assert DIGITS not in answer.text
    return document


def test_an_unknown_address(ask: Any) -> None:
    _is_a_problem(ask("/v1/nothing"), "not-found")


def test_a_method_that_is_not_taken_names_those_that_are(ask: Any) -> None:
    answer = ask("/v1/things/", "DELETE")
    _is_a_problem(answer, "method-not-allowed")
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "body", ["{", "nonsense", "\xff\xfe", f'{{"cpr": "{CPR}"', '{"a": "\\ud800"}', f'{{"a": {"1" * 5000}}}']
)
def test_a_body_that_is_no_json(ask: Any, body: str) -> None:
    _is_a_problem(ask("/v1/things/", data=body, content_type="application/json"), "malformed-request")


@pytest.mark.parametrize("body", [b'{"controller": "\xff"}', b"\xff", '{"controller": "Ørsted"}'.encode("utf-16")])
def test_a_body_that_is_no_text_is_no_json(ask: Any, body: bytes) -> None:
    _is_a_problem(ask("/v1/things/", data=body, content_type="application/json"), "malformed-request")


@pytest.mark.parametrize(
    "body",
    [
        '{"a": 1, "a": 1}',
        r'{"a": 1, "\u0061": 2}',
        r'{"b": [{"c": "\\", "c": ":\""}]}',
        '{"controller": "aleris", "subject": {"cpr": "1", "cpr": "2"}}',
    ],
)
def test_a_key_that_is_given_twice_is_refused_and_not_chosen_from(ask: Any, body: str) -> None:
    document = _is_a_problem(ask("/v1/things/", data=body, content_type="application/json"), "malformed-request")
    assert document["detail"] == "An object in the body gives a key twice."


@pytest.mark.parametrize("text", [":", '":', "\\", '\\"', '\\\\":"', "a:b:", "\n\x00:", "Ø:"])
@pytest.mark.parametrize("as_ascii", [True, False])
def test_what_texts_hold_is_taken_for_no_key(ask: Any, text: str, as_ascii: bool) -> None:
    body = json.dumps({"controller": text, text: {text: [text]}}, ensure_ascii=as_ascii)
    _is_a_problem(ask("/v1/things/", data=body, content_type="application/json"), "invalid-request")


def test_a_body_that_goes_down_without_end_is_malformed(ask: Any) -> None:
    for depth in (300, 100_000):
        body = f'{{"a": {"[" * depth}{"]" * depth}}}'
        _is_a_problem(ask("/v1/things/", data=body, content_type="application/json"), "malformed-request")


def test_a_body_that_is_no_object(ask: Any) -> None:
    document = _is_a_problem(ask("/v1/things/", json=[CPR]), "invalid-request")
    assert document["errors"]


def test_a_wrong_field_is_named_by_its_pointer(ask: Any) -> None:
    sent = {"subject": {"cpr": "010101-12"}, "parts": [{"kind": "a"}, {"kind": 7}], "x/y~z": DIGITS}
    document = _is_a_problem(ask("/v1/things/", json=sent), "invalid-request")
    assert {error["pointer"] for error in document["errors"]} == {
        "/controller",
        "/subject/cpr",
        "/parts/1/kind",
        "/x~1y~0z",
    }


@pytest.mark.parametrize("cpr", ["3201011234", "nonsense", "", 101011234, None, "0101011234567"])
def test_a_wrong_cpr_number_is_not_repeated(ask: Any, cpr: object) -> None:
    answer = ask("/v1/things/", json={"controller": "aleris", "subject": {"cpr": cpr}})
    document = _is_a_problem(answer, "invalid-request")
    assert [error["pointer"] for error in document["errors"]] == ["/subject/cpr"]
    if cpr:
        assert str(cpr) not in answer.text


def test_a_cpr_number_in_the_wrong_place_is_not_repeated(ask: Any) -> None:
    _is_a_problem(ask("/v1/things/", json={CPR: 1, DIGITS: 2}), "invalid-request")


def test_a_body_too_large(ask: Any) -> None:
    _is_a_problem(ask("/v1/things/", data=b" " * 5_000_000, content_type="application/json"), "too-large")


def test_a_body_of_another_type(ask: Any) -> None:
    answer = ask("/v1/things/", data="<thing/>", content_type="application/xml")
    assert answer.status_code in {415, 422}
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("database-lost", "dependency-unavailable"),
        ("pool-exhausted", "dependency-unavailable"),
        ("constraint", "internal-error"),
        ("bug", "internal-error"),
        ("conflict", "conflict"),
    ],
)
def test_failures_inside(ask: Any, kind: str, slug: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert kind in FAILURES
    _is_a_problem(ask(f"/v1/things/failures/{kind}"), slug)
    captured = capsys.readouterr()
    assert CPR not in captured.out + captured.err


def test_a_database_that_is_away_may_be_tried_again_soon(ask: Any) -> None:
    assert ask("/v1/things/failures/database-lost").headers["Retry-After"]


def test_every_slug_of_the_catalogue_can_be_raised() -> None:
    for slug, (status, _) in CATALOGUE.items():
        assert Problem(slug, "Said.").status == status
        assert 400 <= status < 600
