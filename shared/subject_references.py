"""Keyed pseudonyms: how a person is named everywhere except in the body of a request."""

import base64
import hmac
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.personal_identifiers import ISSUED_LOCALLY, validate_cpr, validate_replacement

SHORTEST_KEY_BYTES = 32
_KEY_ID = re.compile("[a-z0-9]{1,16}")


class InvalidSubjectKeys(ValueError):
    """The file of subject keys cannot be used; the message says why, without key material."""


class SubjectUncertain(Exception):
    """Which state is the subject's, or whether there is any, cannot be said with the keys at hand."""


@dataclass(frozen=True, slots=True)
class NamedSubject:
    """A subject of one controller as a request named it: by every reference it may be on record under.

    Named by an identifier, it has one under each key, the current key's first; named by a reference, that alone.
    """

    references: tuple[str, ...]
    identified: bool


class SubjectKeys:
    """The keys that turn identifiers into references: newly met subjects get one of the first, which is current."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys:
            raise InvalidSubjectKeys("the file of subject keys holds no key")
        self._hashes = [(key_id, hmac.new(key, digestmod="sha256")) for key_id, key in keys.items()]

    @classmethod
    def from_file(cls, path: Path) -> "SubjectKeys":
        """Read lines of `key-id:hexadecimal`, the current key first."""
        lines = [_read_key(line) for line in path.read_text().splitlines() if line.strip()]
        keys = dict(lines)
        if len(keys) < len(lines):
            raise InvalidSubjectKeys("a key id stands in the file twice")
        return cls(keys)

    def references(self, controller: str, system: str, value: str) -> tuple[str, ...]:
        """Return the pseudonyms of an identifier at one controller, the current key's first.

        Each is key id, full stop, 160 bits in base 32. The controller is part of what is hashed, so two controllers
        cannot join their data on the reference.
        """
        hashed = f"{controller}\n{system}\n{value}".encode()
        return tuple(_reference(key_id, keyed, hashed) for key_id, keyed in self._hashes)

    def references_of_cpr(self, controller: str, cpr: str) -> tuple[str, ...]:
        """Return the references of the holder of a CPR number, or raise InvalidIdentifier."""
        return self.references(controller, "cpr", validate_cpr(cpr))

    def named(self, controller: str, subject: Mapping[str, Any]) -> NamedSubject:
        """Return a subject whom a request names by `cpr`, `replacement` or `reference`; raise InvalidIdentifier.

        An identifier goes no further into a service than here.
        """
        if "reference" in subject:
            return NamedSubject((subject["reference"],), identified=False)
        if "cpr" in subject:
            return NamedSubject(self.references_of_cpr(controller, subject["cpr"]), identified=True)
        return NamedSubject(self.references(controller, *_replacement(subject["replacement"])), identified=True)


def key_id_of(reference: str) -> str:
    """Return the id of the key that a reference was made with."""
    return reference.partition(".")[0]


def on_record(references: Iterable[str], recorded: Collection[str], keys_in_use: Iterable[str]) -> str | None:
    """Return which of a subject's references its state is under, None if there is no state.

    That there is none can be said only when the subject was looked for under every key that anybody's state is
    under. Raises SubjectUncertain when it was not, and when there are two.
    """
    asked = list(references)
    found = [reference for reference in asked if reference in recorded]
    if len(found) > 1 or not (found or {key_id_of(reference) for reference in asked}.issuperset(keys_in_use)):
        raise SubjectUncertain
    return found[0] if found else None


def _reference(key_id: str, keyed: "hmac.HMAC", hashed: bytes) -> str:
    # A copy of the keyed hash spares keying it anew, and hmac.digest would let go of the interpreter each time.
    copied = keyed.copy()
    copied.update(hashed)
    return f"{key_id}.{base64.b32encode(copied.digest()[:20]).decode().lower()}"


def _replacement(said: Mapping[str, str]) -> tuple[str, str]:
    """Return the system and value that are hashed: a number that others may have issued, too, goes with its issuer."""
    kind = said["kind"]
    number = validate_replacement(kind, said["number"])
    return kind, f"{said['issuer']}\n{number}" if kind in ISSUED_LOCALLY else number


def _read_key(line: str) -> tuple[str, bytes]:
    key_id, _, text = line.strip().partition(":")
    if not _KEY_ID.fullmatch(key_id):
        raise InvalidSubjectKeys("a key id is not 1 to 16 small letters and digits")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        raise InvalidSubjectKeys(f"key {key_id!r} is not hexadecimal") from None
    if len(key) < SHORTEST_KEY_BYTES:
        raise InvalidSubjectKeys(f"key {key_id!r} is shorter than {SHORTEST_KEY_BYTES} bytes")
    return key_id, key
