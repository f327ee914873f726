"""Paths in a configuration that would mean something else, or nothing, to the installed service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mskiosk.configuration.faults import Fault
from mskiosk.configuration.folders import configuration_file
from mskiosk.configuration.keymap_names import shipped_keymaps
from mskiosk.configuration.loading import Written
from mskiosk.configuration.programs import why_not_run
from mskiosk.core.policy import Profile

_SETTINGS = (("content",), ("models",), ("keys", "keymap"))
_COMMAND = ("staff", "command")
_HIDDEN = tuple(map(Path, ("/home", "/root", "/run/user", "/tmp", "/var/tmp")))  # noqa: S108 - nothing is written there
"""The unit shows the service none of these, or an empty one of its own."""


def unreachable(written: Written) -> tuple[Fault, ...]:
    """The file is copied to the folder of the machine's configuration, and read by an account
    that cannot look into the folders of persons."""
    machine = configuration_file(Profile.CLINIC)
    is_moved = machine is None or written.file.absolute().parent != machine.parent
    return tuple(
        Fault(written.file, written.document.lines.get(place, 1), sentence)
        for place, path in _paths(written)
        if (
            sentence := _why_not(path, written.file.absolute().parent, is_moved=is_moved)
            or (why_not_run(path) if place == _COMMAND else None)
        )
    )


def _paths(written: Written) -> Iterator[tuple[tuple[str, ...], Path]]:
    """As they are written, with their places in the file."""
    for place in _SETTINGS:
        value: Any = written.document.value  # any: a YAML value
        for name in place:
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, str) and value not in shipped_keymaps():
            yield place, Path(value).expanduser()
    if command := written.configuration.staff.command:
        yield _COMMAND, Path(command[0])


def _why_not(path: Path, folder: Path, *, is_moved: bool) -> str | None:
    if is_moved and not path.is_absolute():
        return (
            f"{path} means another place once this file is in /etc/mskiosk; write the whole path, "
            "such as /opt/mskiosk/content"
        )
    whole = folder / path
    for hidden in _HIDDEN:
        if whole.is_relative_to(hidden) or whole.resolve().is_relative_to(hidden):
            return (
                f"{path} is in {hidden}, where the service cannot look; copy it to "
                "/opt/mskiosk, say, and write that path"
            )
    return None
