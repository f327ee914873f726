"""That no network is needed. Nothing here opens a socket: what there is, the system lists."""

from pathlib import Path

from mskiosk.doctor.finding import Finding, ok

_LOOPBACK = "lo"
_UP = {"up", "unknown"}
"""The second is what tunnels and the like say while they work."""


def examine_network(*, fetches_models: bool, listed: Path = Path("/sys/class/net")) -> Finding:
    """`fetches_models`: the configuration lets the kiosk offer to fetch a recogniser."""
    names = sorted(each.name for each in listed.iterdir()) if listed.is_dir() else []
    working = [name for name in names if name != _LOOPBACK and _is_up(listed / name)]
    if not working:
        return ok("There is no network, and none is needed.")
    there = f"A network is there ({', '.join(working)}), and is not needed."
    if fetches_models:
        return ok(
            f"{there} The kiosk uses it only to fetch a better recogniser, and only when somebody "
            'says yes to that. "downloads: never" ends even that.'
        )
    return ok(
        f"{there} The kiosk opens no AF_INET socket, but for a call to staff where the "
        "configuration names an address for it. It can be unplugged."
    )


def _is_up(interface: Path) -> bool:
    try:
        return (interface / "operstate").read_text(encoding="ascii").strip() in _UP
    except OSError:
        return False
