"""Who may call what: every operation needs a token with its scope, unless it is declared public."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, g, request

from shared.web.problems import Problem
from shared.web.tokens import Caller, InvalidToken, IssuerUnavailable, TokenVerifier

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Scope:
    """The OAuth 2 scope that a token must have.

    `own`, where there is one, is the scope of a person who signed in, good for what is that person's own alone.
    `media_types` are those of the bodies that are taken.
    """

    name: str
    own: str | None = None
    media_types: tuple[str, ...] = (JSON,)


class Public:
    """Anybody may call this, without a token."""


Access = Scope | Public
AccessTable = Mapping[str, Access]

PUBLIC = Public()


def register_authentication(app: Flask, access: AccessTable, verifier: TokenVerifier) -> None:
    """Check each request's token, then the type of its body, before anything else looks at the request."""

    def authenticate() -> None:
        needed = access.get(request.endpoint or "")
        if isinstance(needed, Public):
            return
        caller = _caller(verifier)
        g.caller = caller
        g.for_itself = needed is not None and _is_for_itself(needed, caller)
        if needed and request.content_length and not _is_taken(needed):
            taken = " or ".join(needed.media_types)
            raise Problem("unsupported-media-type", f"Send the body with Content-Type: {taken}.")

    app.before_request(authenticate)


def _is_taken(needed: Scope) -> bool:
    return request.mimetype in needed.media_types or (request.is_json and JSON in needed.media_types)


def check_access_table(app: Flask, access: AccessTable) -> None:
    """Refuse to start with an operation that nobody has decided who may call, or a decision about none."""
    operations = {rule.endpoint for rule in app.url_map.iter_rules()}
    if operations != set(access):
        raise RuntimeError(f"access table and routes differ: {sorted(operations ^ set(access))}")


def current_caller() -> Caller:
    """Return the caller of the present request."""
    caller: Caller = g.caller
    return caller


def speaks_for_itself() -> bool:
    """Return whether the present caller is a person who signed in, and may do what it does for itself alone."""
    return bool(g.for_itself)


def require_controller(controller: str) -> None:
    """Refuse a caller whose token is not bound to this controller."""
    if controller not in current_caller().controllers:
        raise Problem("not-allowed", "The access token is not bound to this controller.")


def wanted_controllers(wanted: str | None) -> list[str]:
    """Return the controllers that a question is about: the one it names, else all that the token is bound to."""
    if wanted is None:
        return sorted(current_caller().controllers)
    require_controller(wanted)
    return [wanted]


def _is_for_itself(needed: Scope, caller: Caller) -> bool:
    # A token with both scopes is taken for the narrower one.
    if needed.own is not None and needed.own in caller.scopes:
        if caller.cpr is None:
            raise Problem("not-allowed", "The access token does not say surely enough who signed in.")
        return True
    if needed.name not in caller.scopes:
        raise Problem("not-allowed", f"The access token lacks the scope {needed.name}.")
    return False


def _caller(verifier: TokenVerifier) -> Caller:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _not_signed_in("Send an access token as: Authorization: Bearer …", "")
    try:
        return verifier.caller(token)
    except InvalidToken:
        raise _not_signed_in("The access token is not valid here, or no longer.", ', error="invalid_token"') from None
    except IssuerUnavailable:
        raise Problem("dependency-unavailable", "The token issuer's keys cannot be fetched.") from None


def _not_signed_in(detail: str, error: str) -> Problem:
    return Problem("not-signed-in", detail, headers={"WWW-Authenticate": f'Bearer realm="hjemmel"{error}'})
