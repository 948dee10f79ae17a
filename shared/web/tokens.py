"""OAuth 2 access tokens in the form of RFC 9068, checked against the issuer's keys."""

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.personal_identifiers import InvalidIdentifier, validate_cpr

ALGORITHM = "RS256"
TOKEN_TYPES = ("at+jwt", "application/at+jwt")
KEYS_FRESH_SECONDS = 600
KEYS_RETRY_SECONDS = 5
TOKEN_REMEMBERED_SECONDS = 60
TOKENS_REMEMBERED = 1_000
CLOCK_LEEWAY_SECONDS = 5


class InvalidToken(Exception):
    """The token is not one that this issuer gave out for this audience and that holds now."""


class IssuerUnavailable(Exception):
    """The issuer's keys could not be fetched, so no token can be judged."""


@dataclass(frozen=True, slots=True)
class ClaimMap:
    """Which claims say who the person is that signed in, and how surely; MitID's brokers have no names in common.

    `enough` are the values of the claim of assurance with which the other is believed.
    """

    cpr: str
    assurance: str
    enough: frozenset[str]

    def cpr_of(self, claims: Mapping[str, Any]) -> str | None:
        """Return the person's CPR number; None unless it is one, and somebody made sure of it."""
        cpr, assurance = claims.get(self.cpr), claims.get(self.assurance)
        if not isinstance(cpr, str) or not isinstance(assurance, str) or assurance not in self.enough:
            return None
        try:
            return validate_cpr(cpr)
        except InvalidIdentifier:
            return None


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever holds the token: a client, perhaps on behalf of a person; what it may do, and for which controllers.

    `cpr` is the number of a person who signed in, where the service has a claim map and the claims satisfy it.
    """

    client: str
    subject: str
    scopes: frozenset[str]
    controllers: frozenset[str]
    cpr: str | None = field(default=None, repr=False)


class TokenVerifier:
    """Checks tokens; remembers the issuer's keys, and for a minute the tokens it has found good."""

    def __init__(self, issuer: str, audience: str, jwks_url: str, claim_map: ClaimMap | None = None) -> None:
        self._claim_map = claim_map
        self._registry = jwt.JWTClaimsRegistry(
            leeway=CLOCK_LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
            client_id={"essential": True},
        )
        self._jwks_url = jwks_url
        self._keys: KeySet | None = None
        self._keys_fetched = float("-inf")
        self._lock = threading.Lock()
        self._remembered: dict[str, tuple[float, Caller]] = {}

    def check(self) -> None:
        """Raise IssuerUnavailable unless there are keys to judge tokens by."""
        self._current_keys(KEYS_FRESH_SECONDS)

    def caller(self, token: str) -> Caller:
        """Return who holds the token, or raise InvalidToken or IssuerUnavailable."""
        good_until, caller = self._remembered.get(token, (0.0, None))
        if caller is not None and time.time() < good_until:
            return caller
        claims = self._claims(token)
        caller = _caller(claims, self._claim_map)
        if len(self._remembered) >= TOKENS_REMEMBERED:
            self._remembered.clear()
        self._remembered[token] = (min(float(claims["exp"]), time.time() + TOKEN_REMEMBERED_SECONDS), caller)
        return caller

    def _claims(self, token: str) -> dict[str, Any]:
        with suppress(InvalidToken):
            return self._decode(token, self._current_keys(KEYS_FRESH_SECONDS))
        # The issuer may have a new key since we last asked.
        return self._decode(token, self._current_keys(KEYS_RETRY_SECONDS))

    def _decode(self, token: str, keys: KeySet) -> dict[str, Any]:
        try:
            decoded = jwt.decode(token, keys, algorithms=[ALGORITHM])
            self._registry.validate(decoded.claims)
        except Exception as error:
            # Strangers write tokens, and on odd ones the library stumbles with more than its own errors.
            raise InvalidToken(type(error).__name__) from None
        if str(decoded.header.get("typ", "")).lower() not in TOKEN_TYPES:
            raise InvalidToken("typ")
        return decoded.claims

    def _current_keys(self, fresh_seconds: float) -> KeySet:
        with self._lock:
            if self._keys is None or time.monotonic() - self._keys_fetched > fresh_seconds:
                self._keys = self._fetch_keys()
                self._keys_fetched = time.monotonic()
            return self._keys

    def _fetch_keys(self) -> KeySet:
        try:
            answer = requests.get(self._jwks_url, timeout=2)
            answer.raise_for_status()
            return KeySet.import_key_set(answer.json())
        except (requests.RequestException, ValueError, JoseError) as error:
            if self._keys is not None:
                return self._keys
            raise IssuerUnavailable(type(error).__name__) from None


def _caller(claims: dict[str, Any], claim_map: ClaimMap | None) -> Caller:
    controllers = claims.get("controllers", [])
    return Caller(
        client=str(claims["client_id"]),
        subject=str(claims["sub"]),
        scopes=frozenset(str(claims.get("scope", "")).split()),
        controllers=frozenset(str(name) for name in controllers) if isinstance(controllers, list) else frozenset(),
        cpr=claim_map.cpr_of(claims) if claim_map else None,
    )
