"""A token is taken only when this issuer gave it out for us and it holds now."""

import hmac
import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import RSAKey
from joserfc.util import urlsafe_b64encode

from shared.web import tokens
from shared.web.tokens import Caller, InvalidToken, IssuerUnavailable, TokenVerifier
from tests.servers.issuer import AUDIENCE, Issuer, new_key, running_issuer


def test_a_good_token_names_client_scopes_and_controllers(issuer: Issuer, verifier: TokenVerifier) -> None:
    token = issuer.signed(
        {"sub": "nurse", "client_id": "desk", "scope": "consent:write consent:read", "controllers": ["aleris"]}
    )
    expected = Caller("desk", "nurse", frozenset({"consent:write", "consent:read"}), frozenset({"aleris"}))
    assert verifier.caller(token) == expected


def test_the_audience_may_be_one_of_several(issuer: Issuer, verifier: TokenVerifier) -> None:
    assert verifier.caller(issuer.signed({"aud": ["somebody-else", AUDIENCE]}))


def _unsigned(issuer: Issuer) -> str:
    claims = issuer.signed({}).split(".")[1]
    header = urlsafe_b64encode(json.dumps({"alg": "none", "typ": "at+jwt"}).encode()).decode()
    return f"{header}.{claims}."


def _signed_with_the_public_key_as_secret(issuer: Issuer) -> str:
    # By hand, because no decent library does it.
    header = {"alg": "HS256", "typ": "at+jwt", "kid": issuer.key.kid}
    encoded = urlsafe_b64encode(json.dumps(header).encode()).decode()
    signed = f"{encoded}.{issuer.signed({}).split('.')[1]}"
    digest = hmac.digest(issuer.key.as_pem(private=False), signed.encode(), "sha256")
    return f"{signed}.{urlsafe_b64encode(digest).decode()}"


def _with_another_signature(issuer: Issuer) -> str:
    one, other = issuer.signed({"sub": "a"}), issuer.signed({"sub": "b"})
    return ".".join([*one.split(".")[:2], other.split(".")[2]])


_KEY = new_key("test-key")


def _header(inner: "st.SearchStrategy[object]") -> "st.SearchStrategy[dict[str, object]]":
    names = st.sampled_from(["alg", "typ", "kid", "crit", "jwk", "jku", "x5c", "b64", "zip"])
    return st.dictionaries(names, inner | st.sampled_from(["RS256", "none", "at+jwt", "test-key"]))


BAD: dict[str, Callable[[Issuer], str]] = {
    "no signature": _unsigned,
    "the public key used as a secret": _signed_with_the_public_key_as_secret,
    "another token's signature": _with_another_signature,
    "a stranger's key under a known id": lambda issuer: issuer.signed({}, key=new_key("test-key")),
    "a stranger's key under an unknown id": lambda issuer: issuer.signed({}, key=new_key("unknown")),
    "another audience": lambda issuer: issuer.signed({"aud": "somebody-else"}),
    "another issuer": lambda issuer: issuer.signed({"iss": "http://issuer.invalid"}),
    "expired": lambda issuer: issuer.signed({"exp": int(time.time()) - 60}),
    "not yet": lambda issuer: issuer.signed({"nbf": int(time.time()) + 600}),
    "an identity token": lambda issuer: issuer.signed({}, typ="JWT"),
    "no type": lambda issuer: issuer.signed({}, typ=""),
    "an expiry that is no number": lambda issuer: issuer.signed({"exp": "tomorrow"}),
    **{
        f"no {claim}": lambda issuer, claim=claim: issuer.signed({}, without=claim)
        for claim in ("iss", "sub", "aud", "exp", "client_id")
    },
    "empty": lambda _: "",
    "no token at all": lambda _: "secret",
    "dots": lambda _: "..",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_token_is_refused(kind: str, issuer: Issuer, verifier: TokenVerifier) -> None:
    with pytest.raises(InvalidToken):
        verifier.caller(BAD[kind](issuer))


@given(header=st.text(), payload=st.text(), signature=st.text())
@settings(max_examples=200, deadline=None)
def test_whatever_is_sent_as_a_token_is_judged_and_not_stumbled_over(header: str, payload: str, signature: str) -> None:
    verifier = _verifier_with_a_key()
    parts = [urlsafe_b64encode(part.encode("utf-8", "surrogatepass")).decode() for part in (header, payload)]
    for token in (f"{parts[0]}.{parts[1]}.{signature}", f"{header}.{payload}", signature):
        with pytest.raises(InvalidToken):
            verifier.caller(token)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | _header(inner)))
@settings(max_examples=200, deadline=None)
def test_whatever_a_tokens_header_says_it_is_judged_and_not_stumbled_over(header: object) -> None:
    encoded = urlsafe_b64encode(json.dumps(header).encode()).decode()
    with pytest.raises(InvalidToken):
        _verifier_with_a_key().caller(f"{encoded}.e30.c2ln")


def _verifier_with_a_key() -> TokenVerifier:
    verifier = TokenVerifier("http://issuer.invalid", AUDIENCE, "http://127.0.0.1:1/jwks.json")
    verifier._keys = tokens.KeySet([RSAKey.import_key(_KEY.as_dict(private=False))])
    verifier._keys_fetched = time.monotonic()
    return verifier


def test_without_the_issuers_keys_nothing_can_be_judged() -> None:
    with running_issuer() as gone:
        token = gone.signed({})
    with pytest.raises(IssuerUnavailable):
        TokenVerifier(gone.url, AUDIENCE, f"{gone.url}/jwks.json").caller(token)


def test_keys_once_fetched_serve_while_the_issuer_is_away() -> None:
    with running_issuer() as issuer:
        verifier = TokenVerifier(issuer.url, AUDIENCE, f"{issuer.url}/jwks.json")
        verifier.caller(issuer.signed({}))
        later = issuer.signed({"sub": "somebody-new"})
    assert verifier.caller(later).subject == "somebody-new"


def test_a_new_key_of_the_issuer_is_found_without_a_restart(
    own_issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    verifier = TokenVerifier(own_issuer.url, AUDIENCE, f"{own_issuer.url}/jwks.json")
    old = own_issuer.signed({"sub": "before"})
    verifier.caller(old)
    own_issuer.rotate()
    monkeypatch.setattr(tokens, "KEYS_RETRY_SECONDS", 0)
    assert verifier.caller(own_issuer.signed({"sub": "after"})).subject == "after"


def test_bad_tokens_do_not_make_us_ask_the_issuer_again_and_again(own_issuer: Issuer) -> None:
    verifier = TokenVerifier(own_issuer.url, AUDIENCE, f"{own_issuer.url}/jwks.json")
    stranger = new_key("unknown")
    for _ in range(20):
        with pytest.raises(InvalidToken):
            verifier.caller(own_issuer.signed({}, key=stranger))
    assert own_issuer.requests == 1


def test_a_token_found_good_is_not_taken_after_its_expiry(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    verifier = TokenVerifier(issuer.url, AUDIENCE, f"{issuer.url}/jwks.json")
    token = issuer.signed({"exp": int(time.time()) + 30})
    verifier.caller(token)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 60)
    with pytest.raises(InvalidToken):
        verifier.caller(token)
