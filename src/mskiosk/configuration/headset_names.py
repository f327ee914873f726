"""Names of headsets: a part of what the sound system calls one."""

LEAST_CHARACTERS = 3
"""A shorter part would fit many devices, a loudspeaker among them."""
_MOST_CHARACTERS = 300
_TRUTHS = {"true", "false", "yes", "no", "on", "off", "none", "default"}


def headset_name(value: object) -> str | None:
    """What `value` names, or None where it is no name."""
    if not isinstance(value, str) or not value.isprintable():
        return None
    name = value.strip()
    is_long_enough = LEAST_CHARACTERS <= len(name) <= _MOST_CHARACTERS
    return name if is_long_enough and name.casefold() not in _TRUTHS else None
