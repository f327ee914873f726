"""What must hold between settings, checked on the values as written, so that these faults are
found together with all the others."""

from collections.abc import Iterator, Mapping
from typing import Any

from mskiosk.configuration.headset_names import headset_name
from mskiosk.configuration.key_names import key_name
from mskiosk.configuration.strict_yaml import Path
from mskiosk.core.intents import Command
from mskiosk.core.keymap import RESERVED
from mskiosk.core.policy import Profile, Switches

_ALWAYS = 'always means "{}", so that everybody finds it everywhere'
_NEEDS_REGION = (
    "the clinic profile needs a region (us, uk or eu), "
    "because the kiosk reads out the emergency number of its place"
)
_NEVER_FETCHES = (
    "downloads: ask is not for the clinic profile, because there nothing is fetched "
    "while the kiosk runs; write never, and use `mskiosk models install`"
)

_ONE_SOUND = (
    "keys: switches: two does not go with listening: sound_switch, because a sound is one switch; "
    "write one, or leave it out"
)
_NEEDS_NAME = (
    "private_listening needs a part of the headset's name at devices: headset, "
    "because that headset is then the only device that sounds"
)
_NEEDS_PRIVATE = (
    "devices: headset has a name, which only private_listening needs; "
    "write private_listening: true, or devices: headset: true"
)

_ONE_CALL = (
    "staff: command and address are two ways of calling, of which one is used; leave one out, "
    "because a person is told of one call, and of its end"
)


def broken_relations(
    value: Mapping[str, Any], profile: Profile | None
) -> Iterator[tuple[Path, str]]:
    """`profile` overrides the one in `value`."""
    if (profile or value.get("profile")) == Profile.CLINIC:
        yield from _clinic(value)
    yield from _listening_in_private(value)
    staff = value.get("staff")
    if isinstance(staff, dict) and staff.get("command") and staff.get("address"):
        yield ("staff", "address"), _ONE_CALL
    keys = value.get("keys")
    listening = value.get("listening")
    has_sound = isinstance(listening, dict) and listening.get("sound_switch") is True
    if has_sound and isinstance(keys, dict) and keys.get("switches") == Switches.TWO:
        yield ("keys", "switches"), _ONE_SOUND
    additions = keys.get("additions") if isinstance(keys, dict) else None
    if isinstance(additions, dict):
        yield from broken_keys(additions, ("keys", "additions"))
    if isinstance(keys, dict):
        yield from _switches(keys)


def _switches(keys: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for switch in ("next_switch", "select_switch"):
        written = str(keys.get(switch))
        if reserved := RESERVED.get(key_name(written) or ""):
            yield ("keys", switch), f"keys: {switch}: {written} {_ALWAYS.format(reserved)}"


def _clinic(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if value.get("region") in (None, "none"):
        place = "region" if "region" in value else "profile"
        yield (place,), _NEEDS_REGION
    if value.get("downloads") == "ask":
        yield ("downloads",), _NEVER_FETCHES


def _listening_in_private(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    devices = value.get("devices")
    headset = devices.get("headset") if isinstance(devices, dict) else None
    is_private = value.get("private_listening")
    if is_private is True and (headset is None or isinstance(headset, bool)):
        yield ("private_listening",), _NEEDS_NAME
    elif is_private in (None, False) and headset_name(headset):
        yield ("devices", "headset"), _NEEDS_PRIVATE


def broken_keys(keys: Mapping[str, Any], place: Path) -> Iterator[tuple[Path, str]]:
    """What is wrong between the keys that stand at `place` with what each means."""
    seen: dict[str, str] = {}
    for written, meaning in keys.items():
        path: Path = (*place, written)
        name = key_name(written)
        if name is None:
            continue
        spelt = ": ".join(str(part) for part in path)
        if name in seen:
            yield path, f"{spelt} is the same key as {seen[name]}"
        seen[name] = written
        reserved = RESERVED.get(name)
        is_meant = str(meaning) in {reserved, "0" if reserved == Command.STAFF else reserved}
        if reserved and not is_meant:
            yield path, f"{spelt} {_ALWAYS.format(reserved)}"
