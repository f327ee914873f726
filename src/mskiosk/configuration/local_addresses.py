"""Where a request may go that calls staff: to a machine in the house, named by its number.

A name would have to be asked for, of a machine that may be anywhere, and the kiosk asks nobody.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from mskiosk.configuration.limits import quoted

EXAMPLE = "http://192.168.1.5:8080/call"
_MOST_CHARACTERS = 300
_HERE = "localhost"
_HTTP_PORT = 80
_TARGET = re.compile(r"[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]*")
_NETWORKS = tuple(
    map(
        ipaddress.ip_network,
        (
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "::1/128",
            "fc00::/7",
        ),
    )
)
"""Loopback, private and link-local. A link-local address of IPv6 is none without the name of the
network device, which changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalAddress:
    host: str
    """An IP address."""
    port: int
    target: str
    """What is asked for there, such as `/call`."""

    @property
    def family(self) -> str:
        return "AF_INET6" if ":" in self.host else "AF_INET"


def local_address(written: object) -> LocalAddress:
    """Raises `ValueError` with a sentence."""
    if not isinstance(written, str) or not 0 < len(written) <= _MOST_CHARACTERS:
        raise ValueError(f"{quoted(written)} is not an address, such as {EXAMPLE}")
    if not written.isascii() or not written.isprintable():
        raise ValueError(f"{quoted(written)} is not an address, such as {EXAMPLE}")
    try:
        parts = urlsplit(written)
        port = _HTTP_PORT if parts.port is None else parts.port
    except ValueError:
        raise ValueError(f"{quoted(written)} is not an address, such as {EXAMPLE}") from None
    if parts.scheme != "http":
        raise ValueError(f"{quoted(written)} does not begin with http://, as in {EXAMPLE}")
    if "@" in parts.netloc:
        raise ValueError(
            f"{quoted(written)} has a name or a password in it, which anybody could read on its way"
        )
    target = parts.path or "/"
    target += f"?{parts.query}" if parts.query else ""
    if parts.fragment or port == 0 or not _TARGET.fullmatch(target):
        raise ValueError(f"{quoted(written)} is not an address, such as {EXAMPLE}")
    return LocalAddress(host=_host(parts, written), port=port, target=target)


def _host(parts: SplitResult, written: str) -> str:
    if parts.hostname == _HERE:
        return "127.0.0.1"
    try:
        host = ipaddress.ip_address(parts.hostname or "")
    except ValueError:
        raise ValueError(
            f"{quoted(written)} has no IP address in it; write one, such as {EXAMPLE}, "
            "because the kiosk asks no other machine what a name stands for"
        ) from None
    if not any(host in network for network in _NETWORKS):
        raise ValueError(
            f"{quoted(written)} is outside the house; write a loopback, private or link-local "
            f"address, such as {EXAMPLE}, because nothing of a visit may leave the clinic"
        )
    return str(host)
