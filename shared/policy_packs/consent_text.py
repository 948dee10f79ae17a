"""The words people agree to, version by version and language by language."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.policy_packs.name import Name


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text people agree to: for each of its versions, the purposes it tells of, and what it `says`.

    `replaced` names, of each version that is no longer asked with, the one that came in its place.
    """

    id: str
    versions: Mapping[str, frozenset[str]]
    replaced: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, Name] = field(default_factory=dict)

    def newest(self, version: str) -> str:
        """Return the version that people are asked with in the place of this one; of one never replaced, itself."""
        while version in self.replaced:
            version = self.replaced[version]
        return version


def sha256_of(words: str) -> str:
    """Return the SHA-256, in lower-case hexadecimal, of the words of a text in one language, in UTF-8."""
    return hashlib.sha256(words.encode()).hexdigest()
