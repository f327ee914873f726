"""Where a model may come from: https, or this machine itself."""

import ipaddress
from urllib.parse import urlsplit


def is_secure(address: str) -> bool:
    return _parts(address)[0] == "https" and bool(_parts(address)[1])


def is_loopback(address: str) -> bool:
    """True for http and https on this machine, which is where tests have their server."""
    scheme, host = _parts(address)
    if scheme not in ("http", "https"):
        return False
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_allowed(address: str, origin: str) -> bool:
    """Whether `address` may be asked for, when `origin` is what models.yaml says."""
    return is_loopback(address) if is_loopback(origin) else is_secure(address)


def _parts(address: str) -> tuple[str, str]:
    try:
        split = urlsplit(address)
        host = split.hostname
    except ValueError:
        return "", ""
    return split.scheme, host or ""
