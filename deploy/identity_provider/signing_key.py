"""The key that signs tokens: made once and kept, so that tokens outlive a restart."""

import json
from pathlib import Path

from joserfc.jwk import RSAKey

SIGNING_KEY_FILE = "signing-key.json"
_BITS = 2048


def new_signing_key() -> str:
    """Return a fresh private key as a JSON Web Key, named by its thumbprint."""
    key = RSAKey.generate_key(_BITS, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    return json.dumps(key.as_dict(private=True))


def read_signing_key(secrets: Path) -> RSAKey:
    return RSAKey.import_key(json.loads((secrets / SIGNING_KEY_FILE).read_text()))
