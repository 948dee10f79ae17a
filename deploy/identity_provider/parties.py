"""Clients and personas in the shape in which Authlib asks about them."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from deploy.identity_provider.directory import CONSOLE, Client, Persona
from deploy.identity_provider.grant_types import CLIENT_CREDENTIALS, PERSONA


@dataclass(frozen=True)
class _Party:
    """The one on whose behalf a token is issued: its client id, and what it may be granted."""

    client_id: str
    scopes: tuple[str, ...]
    controllers: tuple[str, ...]

    def get_client_id(self) -> str:
        return self.client_id

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """Grant everything when nothing is named; None, when too much is, makes Authlib answer invalid_scope."""
        asked = (scope or "").split() or self.scopes
        return " ".join(asked) if set(asked) <= set(self.scopes) else None


@dataclass(frozen=True)
class SecretClient(_Party):
    """A system that proves itself with a secret."""

    secret: str

    def check_client_secret(self, secret: str) -> bool:
        return hmac.compare_digest(self.secret.encode(), secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return endpoint == "token" and method in {"client_secret_basic", "client_secret_post"}

    def check_grant_type(self, grant_type: str) -> bool:
        """Let the console speak only for personas, and nobody else for them."""
        return grant_type == (PERSONA if self.client_id == CONSOLE else CLIENT_CREDENTIALS)


@dataclass(frozen=True)
class SignedInPersona(_Party):
    """An invented person in the system they use."""

    user_id: str
    claims: Mapping[str, str]

    def get_user_id(self) -> str:
        return self.user_id


def secret_client(client: Client, secret: str) -> SecretClient:
    return SecretClient(client.id, client.scopes, client.controllers, secret)


def signed_in(persona: Persona) -> SignedInPersona:
    return SignedInPersona(persona.through, persona.scopes, persona.controllers, persona.id, persona.claims)
