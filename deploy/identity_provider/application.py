"""The Flask application of the development identity provider."""

import os

from authlib.integrations.flask_oauth2 import AuthorizationServer
from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from deploy.identity_provider.directory import Directory, read_directory
from deploy.identity_provider.grants import ClientCredentialsGrant, persona_grant
from deploy.identity_provider.metadata import metadata_blueprint
from deploy.identity_provider.parties import SecretClient, secret_client
from deploy.identity_provider.settings import Settings
from deploy.identity_provider.signing_key import read_signing_key
from deploy.identity_provider.tokens import AccessTokens

_LOOPBACK = {"127.0.0.1", "::1"}


def create_app(settings: Settings) -> Flask:
    """Build the provider: one token endpoint, its metadata, and nothing that is kept between requests."""
    # Authlib asks for TLS; on loopback of a development machine there is nobody to hide from.
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    app = Flask(__name__)
    directory = read_directory()
    key = read_signing_key(settings.secrets)
    server = AuthorizationServer(app, _clients(settings, directory).get, _keep_nothing)
    server.register_token_generator("default", AccessTokens(settings.issuer, settings.audience, key))
    server.register_grant(ClientCredentialsGrant)
    server.register_grant(persona_grant(directory))
    app.before_request(_refuse_strangers)
    app.add_url_rule("/token", "token", server.create_token_response, methods=["POST"])
    app.register_blueprint(metadata_blueprint(settings, key, _scopes(directory)))
    return app


def _clients(settings: Settings, directory: Directory) -> dict[str, SecretClient]:
    secrets = settings.secrets / "clients"
    clients = directory.clients.values()
    return {client.id: secret_client(client, (secrets / client.id).read_text().strip()) for client in clients}


def _scopes(directory: Directory) -> list[str]:
    of_clients = {scope for client in directory.clients.values() for scope in client.scopes}
    return sorted(of_clients.union(*(persona.scopes for persona in directory.personas.values())))


def _keep_nothing(_token: object, _request: object) -> None:
    """Access tokens are self-contained; nothing is looked up later."""


def _refuse_strangers() -> ResponseReturnValue | None:
    """Whatever server this application is put behind, it answers this machine only."""
    if request.remote_addr not in _LOOPBACK:
        raise Forbidden("The development identity provider answers on loopback only.")
    return None
