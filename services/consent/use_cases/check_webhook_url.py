"""Refuse a URL that messages must not be sent to."""

from urllib.parse import SplitResult, urlsplit

from services.consent.domain.address_rules import AddressRules, is_loopback, read_address
from services.consent.domain.errors import Fault


def faults_of_url(url: str, rules: AddressRules) -> list[Fault]:
    """Return what is wrong with a URL as it is written; what its name leads to is looked at before each message."""
    try:
        sentence = _objection(urlsplit(url), rules)
    except ValueError:
        sentence = "Not a URL."
    return [Fault("/url", sentence)] if sentence else []


def _objection(url: SplitResult, rules: AddressRules) -> str | None:
    host, port = url.hostname, url.port
    if not host or port == 0:
        return "Not a URL such as https://receiver.example/consents."
    if url.username is not None or url.password is not None or url.fragment:
        return "A URL here has neither user name nor fragment."
    if url.scheme != "https" and not (url.scheme == "http" and rules.plain_loopback and _names_loopback(host)):
        return "The scheme must be https."
    address = read_address(host)
    if address is not None and not rules.allow(address):
        return "Messages are not sent to this address."
    return None


def _names_loopback(host: str) -> bool:
    address = read_address(host)
    return host == "localhost" or (address is not None and is_loopback(address))
