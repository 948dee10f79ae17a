"""How a receiver knows that a message is ours: https://www.standardwebhooks.com, symmetric signatures."""

import base64
import hmac


def secret_of(key: bytes, webhook_id: str) -> bytes:
    """Return the secret of a webhook. It is derived, so that no copy of the database gives one away."""
    return hmac.digest(key, f"webhook {webhook_id}".encode(), "sha256")


def secret_text(secret: bytes) -> str:
    """Write a secret in the form that receivers' libraries read."""
    return f"whsec_{base64.b64encode(secret).decode()}"


def signed_headers(secret: bytes, event_id: str, sent_at: int, body: bytes) -> dict[str, str]:
    """Return the headers that prove a body and the moment of sending it, in Unix seconds."""
    digest = hmac.digest(secret, f"{event_id}.{sent_at}.".encode() + body, "sha256")
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(sent_at),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
