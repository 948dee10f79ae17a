"""An issuer of tokens, and a small service with one operation of each kind."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from shared.web.tokens import TokenVerifier
from tests.servers.issuer import AUDIENCE, Issuer, running_issuer
from tests.unit.shared.small_service import small_service


@pytest.fixture
def own_issuer() -> Iterator[Issuer]:
    """An issuer whose keys this test may change."""
    with running_issuer() as issuer:
        yield issuer


@pytest.fixture
def verifier(issuer: Issuer) -> TokenVerifier:
    return TokenVerifier(issuer.url, AUDIENCE, f"{issuer.url}/jwks.json")


@pytest.fixture
def client(verifier: TokenVerifier) -> FlaskClient:
    return small_service(verifier).test_client()
