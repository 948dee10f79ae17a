"""What is asked of webhooks."""

from dataclasses import dataclass

from services.consent.domain.address_rules import AddressRules

MOST_WEBHOOKS = 20
"""At one controller, ended ones not counted: each has connections and threads of its own."""


@dataclass(frozen=True, slots=True)
class WebhookRules:
    """The key that secrets are derived from, and where messages may go."""

    key: bytes
    addresses: AddressRules
