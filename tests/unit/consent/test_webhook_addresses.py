"""Where a message may go, and which URLs can be registered."""

from ipaddress import ip_address

import pytest

from services.consent.domain.address_rules import AddressRules, read_networks
from services.consent.use_cases.check_webhook_url import faults_of_url

INSIDE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.2.1",
    "224.0.0.1",
    "239.255.255.250",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::1",
    "2001:0:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
]
OUTSIDE = ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"]


@pytest.mark.parametrize("address", INSIDE)
def test_no_message_goes_to_an_address_that_is_not_public(address: str) -> None:
    assert not AddressRules().allow(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_messages_go_to_public_addresses(address: str) -> None:
    assert AddressRules().allow(ip_address(address))


def test_a_private_network_can_be_allowed_and_nothing_beside_it() -> None:
    rules = AddressRules(read_networks("10.1.0.0/16, fd00:1::/32"))
    allowed = ["10.1.2.3", "::ffff:10.1.2.3", "fd00:1::5"]
    assert [
        text for text in [*allowed, "10.2.0.1", "fd00:2::5", "127.0.0.1"] if rules.allow(ip_address(text))
    ] == allowed


@pytest.mark.parametrize("text", ["10.1.2.3/16", "the cellar", "10.0.0.0/33"])
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_networks(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://receiver.example",
        "https://receiver.example:8443/a/b?c=d",
        "https://93.184.216.34/",
        "https://[2606::1]/",
    ],
)
def test_https_to_whoever_is_outside_can_be_registered(url: str) -> None:
    assert faults_of_url(url, AddressRules()) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://receiver.example/",
        "http://localhost/",
        "http://127.0.0.1/",
        "ftp://receiver.example/",
        "file:///etc/passwd",
        "receiver.example",
        "//receiver.example",
        "https://",
        "https:///path",
        "https://user@receiver.example/",
        "https://user:secret@receiver.example/",
        "https://receiver.example/#part",
        "https://receiver.example:0/",
        "https://receiver.example:99999/",
        "https://receiver.example:port/",
        "https://[::1/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
    ],
)
def test_anything_else_is_refused_by_name(url: str) -> None:
    assert [fault.pointer for fault in faults_of_url(url, AddressRules())] == ["/url"]


def test_on_a_development_machine_http_goes_to_loopback_only() -> None:
    rules = AddressRules(plain_loopback=True)
    for url in ("http://localhost:9000/", "http://127.0.0.1:9000/", "http://[::1]:9000/", "https://localhost/"):
        assert faults_of_url(url, rules) == []
    for url in ("http://receiver.example/", "http://93.184.216.34/", "http://10.0.0.1/", "http://localhost.example/"):
        assert faults_of_url(url, rules) != []
