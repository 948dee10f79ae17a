"""The development identity provider: what its tokens say, and what it refuses."""

import time
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet
from werkzeug.test import TestResponse

from deploy.identity_provider.__main__ import main
from deploy.identity_provider.application import create_app
from deploy.identity_provider.grant_types import CLIENT_CREDENTIALS, PERSONA
from deploy.identity_provider.settings import Settings
from deploy.local.invented_people import invented_cpr


def ask(provider: FlaskClient, client: str, secret: str | None = None, **form: str) -> TestResponse:
    return provider.post("/token", data=form, auth=(client, secret or f"secret-of-{client}"))


def read(provider: FlaskClient, answer: TestResponse) -> jwt.Token:
    assert answer.json is not None
    assert answer.status_code == 200, answer.json
    keys: Any = provider.get("/jwks.json").json
    return jwt.decode(answer.json["access_token"], KeySet.import_key_set(keys), algorithms=["RS256"])


def test_a_systems_token_has_every_claim_that_the_services_ask_for(provider: FlaskClient) -> None:
    token = read(provider, ask(provider, "journal-system", grant_type=CLIENT_CREDENTIALS))
    keys: Any = provider.get("/jwks.json").json
    assert token.header == {"alg": "RS256", "typ": "at+jwt", "kid": keys["keys"][0]["kid"]}
    assert token.claims.pop("jti")
    assert token.claims.pop("exp") - token.claims["iat"] == 3600
    assert abs(token.claims.pop("iat") - time.time()) < 10
    assert token.claims == {
        "iss": "http://issuer.test",
        "aud": "hjemmel",
        "sub": "journal-system",
        "client_id": "journal-system",
        "scope": "consent:read disclosure:check disclosure:read",
        "controllers": ["aleris"],
    }


def test_a_personas_token_names_the_person_and_the_system_they_use(provider: FlaskClient) -> None:
    answer = ask(provider, "development-console", grant_type=PERSONA, persona="consent-desk")
    claims = read(provider, answer).claims
    assert (claims["sub"], claims["client_id"]) == ("consent-desk", "consent-desk-screen")
    assert claims["scope"] == "consent:write consent:read"


def test_a_token_can_be_asked_for_with_fewer_scopes(provider: FlaskClient) -> None:
    answer = ask(provider, "journal-system", grant_type=CLIENT_CREDENTIALS, scope="disclosure:check")
    assert read(provider, answer).claims["scope"] == "disclosure:check"


@pytest.mark.parametrize(
    ("client", "form", "status", "error"),
    [
        ("journal-system", {"grant_type": CLIENT_CREDENTIALS, "scope": "audit:read"}, 400, "invalid_scope"),
        ("development-console", {"grant_type": CLIENT_CREDENTIALS}, 400, "unauthorized_client"),
        ("demo", {"grant_type": PERSONA, "persona": "consent-desk"}, 400, "unauthorized_client"),
        ("development-console", {"grant_type": PERSONA, "persona": "nobody"}, 400, "invalid_request"),
        ("demo", {"grant_type": "password"}, 400, "unsupported_grant_type"),
        ("nobody", {"grant_type": CLIENT_CREDENTIALS}, 401, "invalid_client"),
    ],
)
def test_nobody_gets_more_than_is_theirs(
    provider: FlaskClient, client: str, form: dict[str, str], status: int, error: str
) -> None:
    answer = ask(provider, client, **form)
    assert answer.json is not None
    assert (answer.status_code, answer.json["error"]) == (status, error)


def test_a_wrong_secret_gets_no_token(provider: FlaskClient) -> None:
    assert ask(provider, "journal-system", "a guess", grant_type=CLIENT_CREDENTIALS).status_code == 401


def test_tokens_outlive_a_restart(provider: FlaskClient, secrets_folder: Path) -> None:
    answer = ask(provider, "journal-system", grant_type=CLIENT_CREDENTIALS)
    restarted = create_app(Settings(secrets_folder, 8004, "http://issuer.test", "hjemmel")).test_client()
    assert read(restarted, answer).claims["sub"] == "journal-system"


def test_the_private_half_of_the_key_is_not_shown(provider: FlaskClient) -> None:
    keys: Any = provider.get("/jwks.json").json
    assert set(keys["keys"][0]) == {"kty", "use", "alg", "kid", "n", "e"}


@pytest.mark.parametrize("document", ["openid-configuration", "oauth-authorization-server"])
def test_it_describes_itself(provider: FlaskClient, document: str) -> None:
    described: Any = provider.get(f"/.well-known/{document}").json
    assert described["issuer"] == "http://issuer.test"
    assert described["token_endpoint"] == "http://issuer.test/token"
    assert described["jwks_uri"] == "http://issuer.test/jwks.json"


def test_it_answers_this_machine_only(provider: FlaskClient) -> None:
    assert provider.get("/jwks.json", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 403


@pytest.mark.parametrize("said", [None, "", "0", "true"])
def test_it_refuses_to_start_unless_this_is_a_development_machine(
    monkeypatch: pytest.MonkeyPatch, said: str | None
) -> None:
    monkeypatch.delenv("HJEMMEL_DEVELOPMENT", raising=False)
    if said is not None:
        monkeypatch.setenv("HJEMMEL_DEVELOPMENT", said)
    with pytest.raises(SystemExit, match="only where HJEMMEL_DEVELOPMENT=1"):
        main()


def test_the_patient_is_surely_known_and_in_the_demonstration_data(
    provider: FlaskClient,
) -> None:
    answer = ask(provider, "development-console", grant_type=PERSONA, persona="patient")
    claims = read(provider, answer).claims
    assert (claims["scope"], claims["cpr"]) == ("consent:self", invented_cpr(0))
    assert claims["loa"] == "https://data.gov.dk/concept/core/nsis/Substantial"


def test_a_member_of_staff_is_told_apart_from_the_system_they_use(provider: FlaskClient) -> None:
    answer = ask(provider, "development-console", grant_type=PERSONA, persona="receptionist")
    claims = read(provider, answer).claims
    assert (claims["sub"], claims["client_id"]) == ("receptionist", "reception-screen")
    assert "cpr" not in claims
