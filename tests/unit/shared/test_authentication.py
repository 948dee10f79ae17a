"""Nothing answers without a token but what is declared public, and no operation is left undecided."""

import pytest
from flask.testing import FlaskClient

from shared.web.authentication import Scope
from shared.web.tokens import TokenVerifier
from tests.servers.issuer import AUDIENCE, Issuer, running_issuer
from tests.unit.shared.small_service import ACCESS, CPR, small_service

THING = {"controller": "aleris", "subject": {"cpr": CPR}}
PUBLIC_PATHS = ["/livez", "/readyz", "/metrics", "/openapi.json", "/docs"]


def _signed_in(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_public_paths_answer_without_a_token(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}])
def test_without_a_token_nothing_else_answers(client: FlaskClient, header: dict[str, str]) -> None:
    answer = client.post("/v1/things/", json=THING, headers=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json["type"] == "/problems/not-signed-in"


def test_what_does_not_exist_is_not_told_to_strangers(client: FlaskClient, issuer: Issuer) -> None:
    assert client.get("/v1/nothing").status_code == 401
    assert client.get("/v1/nothing", headers=_signed_in(issuer.token())).status_code == 404


def test_a_bad_token_is_called_invalid(client: FlaskClient, issuer: Issuer) -> None:
    token = issuer.signed({"aud": "somebody-else"})
    answer = client.post("/v1/things/", json=THING, headers=_signed_in(token))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="hjemmel", error="invalid_token"'


def test_the_scope_of_the_operation_is_needed(client: FlaskClient, issuer: Issuer) -> None:
    answer = client.post("/v1/things/", json=THING, headers=_signed_in(issuer.token("thing:read")))
    assert answer.status_code == 403
    assert "thing:write" in answer.json["detail"]


def test_scopes_are_compared_whole(client: FlaskClient, issuer: Issuer) -> None:
    answer = client.post("/v1/things/", json=THING, headers=_signed_in(issuer.token("thing:write-all")))
    assert answer.status_code == 403


def test_a_token_for_one_controller_does_not_serve_another(client: FlaskClient, issuer: Issuer) -> None:
    answer = client.post("/v1/things/", json=THING, headers=_signed_in(issuer.token("thing:write")))
    assert answer.status_code == 403
    good = issuer.token("thing:write", controllers=("aleris",))
    assert client.post("/v1/things/", json=THING, headers=_signed_in(good)).status_code == 201


def test_when_the_issuer_cannot_be_asked_the_answer_is_503() -> None:
    with running_issuer() as gone:
        token = gone.token("thing:write")
    client = small_service(TokenVerifier(gone.url, AUDIENCE, f"{gone.url}/jwks.json")).test_client()
    answer = client.post("/v1/things/", json=THING, headers=_signed_in(token))
    assert answer.status_code == 503
    assert answer.json["type"] == "/problems/dependency-unavailable"


def test_a_service_with_an_undecided_operation_does_not_start(verifier: TokenVerifier) -> None:
    undecided = {name: needed for name, needed in ACCESS.items() if name != "things.fail"}
    with pytest.raises(RuntimeError, match=r"things\.fail"):
        small_service(verifier, undecided)


def test_a_service_with_a_decision_about_nothing_does_not_start(verifier: TokenVerifier) -> None:
    with pytest.raises(RuntimeError, match=r"things\.gone"):
        small_service(verifier, {**ACCESS, "things.gone": Scope("thing:write")})
