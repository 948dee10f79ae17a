"""What the provider says about itself: OpenID discovery, RFC 8414 metadata, and its public keys."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from joserfc.jwk import KeySet, RSAKey

from deploy.identity_provider.grant_types import CLIENT_CREDENTIALS, PERSONA
from deploy.identity_provider.settings import Settings
from deploy.identity_provider.tokens import ALGORITHM


def metadata_blueprint(settings: Settings, key: RSAKey, scopes: list[str]) -> Blueprint:
    """Return the routes that need no sign-in."""
    blueprint = Blueprint("metadata", __name__)
    document = _document(settings.issuer, scopes)
    keys = KeySet([key]).as_dict(private=False)
    blueprint.add_url_rule("/.well-known/openid-configuration", "openid", lambda: jsonify(document))
    blueprint.add_url_rule("/.well-known/oauth-authorization-server", "oauth", lambda: jsonify(document))
    blueprint.add_url_rule("/jwks.json", "keys", lambda: jsonify(keys))
    blueprint.add_url_rule("/livez", "alive", _alive)
    blueprint.add_url_rule("/readyz", "ready", _alive)
    return blueprint


def _document(issuer: str, scopes: list[str]) -> dict[str, object]:
    return {
        "issuer": issuer,
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/jwks.json",
        "scopes_supported": scopes,
        "response_types_supported": [],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "grant_types_supported": [CLIENT_CREDENTIALS, PERSONA],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }


def _alive() -> ResponseReturnValue:
    """Say that it is ready, which it is when it is alive: it depends on nothing."""
    return current_app.json.response({"status": "ready"})
