"""The keys of receipts: a JWK set (RFC 7517) of Ed25519 keys (RFC 8037), the one that signs first.

Ed25519 signs the same words with the same bytes (RFC 8032), so a receipt need not be kept to be the same again.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import GuestProtocol, OKPKey

ALGORITHM: Final = "Ed25519"
"""The name that RFC 9864 gives the algorithm, in the place of EdDSA."""

TYPE = "consent-receipt+jws"
CONTENT = "ld+json"


class InvalidReceiptKeys(ValueError):
    """The keys cannot be used; the message says why, without key material."""


class NotGenuine(ValueError):
    """The text is no receipt signed with these keys; the message says why, in a sentence."""


class ReceiptKeys:
    """Keys by their thumbprints (RFC 7638): the first signs, if it is private; all of them verify."""

    def __init__(self, text: str) -> None:
        """Read a JWK set, or raise InvalidReceiptKeys."""
        keys = [_read_key(said) for said in _read_set(text)]
        self._keys = {key.thumbprint(): key for key in keys}
        self._signing = keys[0]

    @property
    def signing_key_id(self) -> str:
        return self._signing.thumbprint()

    def require_signing(self) -> "ReceiptKeys":
        """Return these keys if the first can sign, or raise InvalidReceiptKeys."""
        if not self._signing.is_private:
            raise InvalidReceiptKeys("the first receipt key has no private part, so it cannot sign")
        return self

    def sign(self, payload: bytes) -> str:
        """Return the payload as a compact JWS (RFC 7515)."""
        header = {"alg": ALGORITHM, "kid": self.signing_key_id, "typ": TYPE, "cty": CONTENT}
        return jws.serialize_compact(header, payload, self._signing, algorithms=[ALGORITHM])

    def verify(self, text: str) -> tuple[bytes, str]:
        """Return what was signed, and the id of the key, or raise NotGenuine."""
        try:
            found = jws.deserialize_compact(text, self._key_of, algorithms=[ALGORITHM])
        except BadSignatureError:
            raise NotGenuine("Its signature does not fit: this is not what was signed.") from None
        except NotGenuine:
            raise
        except (JoseError, ValueError, TypeError):
            raise NotGenuine(
                "It is no signed receipt, which has three parts in base64url, the first with its key."
            ) from None
        header = found.headers()
        if (header.get("typ"), header.get("cty")) != (TYPE, CONTENT):
            raise NotGenuine("It is signed with one of these keys, but it is no receipt.")
        return found.payload, str(header["kid"])

    def public(self) -> dict[str, list[dict[str, Any]]]:
        """Return the JWK set that others verify with."""
        return {"keys": [_described(key, private=False) for key in self._keys.values()]}

    def with_new_key(self) -> str:
        """Return the JWK set after a new key has taken over; the older ones verify only, so their private parts go."""
        return new_key_set(self._keys.values())

    def _key_of(self, found: GuestProtocol) -> OKPKey:
        key = self._keys.get(str(found.headers().get("kid")))
        if key is None:
            raise NotGenuine("It is signed with a key that is not among these.")
        return key


def new_key_set(older: Iterable[OKPKey] = ()) -> str:
    """Return a JWK set in JSON with a new key first, and the older ones without their private parts."""
    new = _described(OKPKey.generate_key(ALGORITHM), private=True)
    return json.dumps({"keys": [new, *(_described(key, private=False) for key in older)]}, indent=2) + "\n"


def _described(key: OKPKey, *, private: bool) -> dict[str, Any]:
    return {**key.as_dict(private=private), "kid": key.thumbprint(), "use": "sig", "alg": ALGORITHM}


def _read_set(text: str) -> list[Any]:
    try:
        keys = json.loads(text)["keys"]
    except (ValueError, KeyError, TypeError):
        raise InvalidReceiptKeys("the receipt keys are not a JWK set in JSON") from None
    if not isinstance(keys, list) or not keys:
        raise InvalidReceiptKeys("the set of receipt keys holds no key")
    return keys


def _read_key(said: Any) -> OKPKey:
    """Make the key anew from its number alone, so that what else is said of it cannot contradict it."""
    wrong = InvalidReceiptKeys(f"a receipt key is no JWK of {ALGORITHM} whose id, if it has one, is its thumbprint")
    if not isinstance(said, Mapping):
        raise wrong
    try:
        key = OKPKey.import_key(OKPKey.import_key(dict(said)).raw_value)
    except (JoseError, ValueError, TypeError, KeyError):
        raise wrong from None
    if (key.curve_name, key["x"]) != (ALGORITHM, said["x"]) or said.get("kid", key.thumbprint()) != key.thumbprint():
        raise wrong
    return key
