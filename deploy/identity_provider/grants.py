"""What the token endpoint grants: systems their own rights, and the console those of an invented person."""

from authlib.oauth2.rfc6749 import errors
from authlib.oauth2.rfc6749.grants import BaseGrant, TokenEndpointMixin
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant as AuthlibClientCredentialsGrant

from deploy.identity_provider.directory import Directory
from deploy.identity_provider.grant_types import CLIENT_CREDENTIALS, PERSONA
from deploy.identity_provider.parties import SignedInPersona, signed_in

_SECRET_METHODS = ["client_secret_basic", "client_secret_post"]


class ClientCredentialsGrant(AuthlibClientCredentialsGrant):  # type: ignore[misc]
    """RFC 6749 section 4.4."""

    GRANT_TYPE = CLIENT_CREDENTIALS
    TOKEN_ENDPOINT_AUTH_METHODS = _SECRET_METHODS


class PersonaGrant(BaseGrant, TokenEndpointMixin):  # type: ignore[misc]
    """An extension grant (RFC 6749 section 4.5) of development machines: parameter `persona` names the person."""

    GRANT_TYPE = PERSONA
    TOKEN_ENDPOINT_AUTH_METHODS = _SECRET_METHODS
    directory: Directory

    def validate_token_request(self) -> None:
        client = self.authenticate_token_endpoint_client()
        if not client.check_grant_type(self.GRANT_TYPE):
            raise errors.UnauthorizedClientError("Only the development console may ask for a persona's token.")
        self.request.user = self._persona()
        # The token is issued to the system the person uses, with the person's rights.
        self.request.client = self.request.user

    def _persona(self) -> SignedInPersona:
        name = self.request.form.get("persona", "")
        if name not in self.directory.personas:
            raise errors.InvalidRequestError(f"The personas are: {', '.join(sorted(self.directory.personas))}.")
        return signed_in(self.directory.personas[name])

    def create_token_response(self) -> tuple[int, dict[str, object], list[tuple[str, str]]]:
        user, scope = self.request.user, self.request.payload.scope
        token = self.generate_token(user=user, scope=scope, include_refresh_token=False)
        return 200, token, self.TOKEN_RESPONSE_HEADER


def persona_grant(people: Directory) -> type[PersonaGrant]:
    """Authlib makes the grant object itself, so the directory is bound to its class."""

    class BoundPersonaGrant(PersonaGrant):
        directory = people

    return BoundPersonaGrant
