"""Access tokens as RFC 9068 has them, with the controllers that the token is bound to."""

from typing import Any

from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from joserfc.jwk import KeySet, RSAKey

from deploy.identity_provider.parties import SecretClient, SignedInPersona

LIFE_SECONDS = 3600
ALGORITHM = "RS256"


class AccessTokens(JWTBearerTokenGenerator):  # type: ignore[misc]
    """Signs one token per request with the machine's own key."""

    def __init__(self, issuer: str, audience: str, key: RSAKey) -> None:
        super().__init__(issuer=issuer, alg=ALGORITHM, expires_generator=LIFE_SECONDS)
        self._audience = audience
        # A set of keys, because only then is the key's name written into the token's header.
        self._keys = KeySet([key])

    def get_jwks(self) -> KeySet:
        return self._keys

    def get_audiences(self, *_: Any) -> str:
        return self._audience

    def get_extra_claims(self, client: SecretClient | SignedInPersona, *_: Any) -> dict[str, Any]:
        claims = client.claims if isinstance(client, SignedInPersona) else {}
        return {**claims, "controllers": list(client.controllers)}
