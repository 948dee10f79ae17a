"""Which addresses a webhook may reach, so that nobody has this service call the inside of the house."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
# Addresses of IPv6 that stand for some address of IPv4 behind a gateway, which may be a private one.
_TRANSLATED = tuple(IPv6Network(text) for text in ("::/96", "64:ff9b::/96", "2001::/32", "2002::/16"))


@dataclass(frozen=True, slots=True)
class AddressRules:
    """Public addresses are allowed, others only in these networks; `plain_loopback` also lets http go to loopback."""

    private_networks: tuple[Network, ...] = ()
    plain_loopback: bool = False

    def allow(self, address: Address) -> bool:
        """Return whether a message may be sent to an address."""
        meant = _unwrapped(address)
        if any(meant in network for network in (*self.private_networks, *(LOOPBACK if self.plain_loopback else ()))):
            return True
        return meant.is_global and not meant.is_multicast and not any(meant in network for network in _TRANSLATED)


def read_networks(text: str) -> tuple[Network, ...]:
    """Read networks such as `10.1.0.0/16, fd00::/8`; raise ValueError for anything else."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def read_address(text: str) -> Address | None:
    """Return the address that a host is written as, None for a name."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_loopback(address: Address) -> bool:
    return any(_unwrapped(address) in network for network in LOOPBACK)


def _unwrapped(address: Address) -> Address:
    """Return the address of IPv4 that one of IPv6 is only another way of writing."""
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
