"""Keyed pseudonyms: how a person is named everywhere except in the body of a request."""

import base64
import hmac
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from stdnum.dk import cpr as danish_cpr
from stdnum.exceptions import ValidationError

SHORTEST_KEY_BYTES = 32


class InvalidIdentifier(ValueError):
    """The text is not an identifier of the kind it claims to be. Never carries the text itself."""


class InvalidSubjectKeys(ValueError):
    """The file of subject keys cannot be used; the message says why, without key material."""


class SubjectKeys:
    """The keys that turn identifiers into references; the first is current, the others are still readable."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        if not keys:
            raise InvalidSubjectKeys("the file of subject keys holds no key")
        self._keys = keys
        self._current, key = next(iter(keys.items()))
        self._hash = hmac.new(key, digestmod="sha256")

    @classmethod
    def from_file(cls, path: Path) -> "SubjectKeys":
        """Read lines of `key-id:hexadecimal`, the current key first."""
        return cls(dict(_read_key(line) for line in path.read_text().splitlines() if line.strip()))

    def reference(self, controller: str, system: str, value: str) -> str:
        """Return the pseudonym of an identifier at one controller: key id, full stop, 160 bits in base 32.

        The controller is part of what is hashed, so two controllers cannot join their data on the reference.
        """
        # A copy of the keyed hash spares keying it anew, and hmac.digest would let go of the interpreter each time.
        keyed = self._hash.copy()
        keyed.update(f"{controller}\n{system}\n{value}".encode())
        return f"{self._current}.{base64.b32encode(keyed.digest()[:20]).decode().lower()}"

    def reference_of_cpr(self, controller: str, cpr: str) -> str:
        """Return the reference of the holder of a CPR number, or raise InvalidIdentifier."""
        return self.reference(controller, "cpr", validate_cpr(cpr))

    def reference_of(self, controller: str, subject: Mapping[str, str]) -> str:
        """Return the reference of a subject whom a request names by `cpr` or `reference`.

        A CPR number goes no further into a service than here.
        """
        return subject["reference"] if "reference" in subject else self.reference_of_cpr(controller, subject["cpr"])


def validate_cpr(text: str) -> str:
    """Return a CPR number as ten digits, or raise InvalidIdentifier.

    Modulus 11 is not asked for: numbers issued since 2007 need not satisfy it.
    """
    try:
        return danish_cpr.validate(text)
    except ValidationError:
        raise InvalidIdentifier("is not a CPR number") from None


def birth_date(cpr: str) -> date:
    """Return the date of birth that a CPR number carries; the number must be valid."""
    born: date = danish_cpr.get_birth_date(cpr)
    return born


def _read_key(line: str) -> tuple[str, bytes]:
    key_id, _, text = line.strip().partition(":")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        raise InvalidSubjectKeys(f"key {key_id!r} is not hexadecimal") from None
    if len(key) < SHORTEST_KEY_BYTES:
        raise InvalidSubjectKeys(f"key {key_id!r} is shorter than {SHORTEST_KEY_BYTES} bytes")
    return key_id, key
