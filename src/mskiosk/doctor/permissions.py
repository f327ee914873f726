"""Who may read what the kiosk writes, who may change what it says, and which devices it may use."""

import grp
import os
import pwd
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mskiosk.configuration.folders import Folders
from mskiosk.configuration.programs import why_not_run
from mskiosk.doctor.finding import Finding, fail, gathered, ok, warn

ROOT = 0
_OTHERS_READ = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceKind:
    """Nodes of the system that the kiosk may need, and for what."""

    pattern: str
    need: str
    is_for_clinic_alone: bool = False


DEVICES = (
    DeviceKind(pattern="snd/pcm*", need="sound without a sound server"),
    DeviceKind(pattern="input/event*", need="noticing a headset", is_for_clinic_alone=True),
    DeviceKind(pattern="dri/card*", need="a screen of its own", is_for_clinic_alone=True),
)


def examine_permissions(
    folders: Folders,
    *,
    says: tuple[Path, ...],
    is_clinic: bool,
    command: tuple[str, ...] = (),
    nodes: Path = Path("/dev"),
) -> Finding:
    """`says`: the files and folders that decide what the kiosk says and does; `command`: the one
    that calls staff."""
    written = [each for each in (folders.data, folders.cache, folders.log) if each.is_dir()]
    found = list(_private(written, is_clinic=is_clinic))
    for path in says:
        found += _unchangeable(path)
    if command and (reason := why_not_run(Path(command[0]))):
        found.append(fail(f"People who ask for somebody get nobody: {reason}."))
    for kind in DEVICES:
        if is_clinic or not kind.is_for_clinic_alone:
            found += _usable(sorted(nodes.glob(kind.pattern)), kind)
    return gathered([*found, _account(os.geteuid(), is_well=not found)])


def _account(number: int, *, is_well: bool) -> Finding:
    if number == ROOT:
        return warn(
            "This runs as root, who may do everything: what is said here does not hold for the "
            "kiosk's own account. Check again as that: `runuser -u ACCOUNT -- mskiosk doctor`. The "
            "kiosk itself must never run as root."
        )
    who = f"This runs as {_user(number)}"
    if not is_well:
        return ok(f"{who}.")
    return ok(f"{who}; others cannot read what the kiosk keeps, or change what it says.")


def _private(folders: list[Path], *, is_clinic: bool) -> Iterator[Finding]:
    """P1: at a clinic the kiosk's own account alone reads what it writes."""
    modes = {folder: folder.stat().st_mode for folder in folders}
    readable = _listed(folder for folder in folders if modes[folder] & _OTHERS_READ)
    if is_clinic and readable:
        yield fail(
            f"Others than the kiosk's own account can look into {readable}. Close that: "
            f"`chmod -R go= {readable}`."
        )
    elif changeable := _listed(folder for folder in folders if modes[folder] & _OTHERS_WRITE):
        yield warn(f"Others can change {changeable}: `chmod -R go-w {changeable}`.")
    number = os.geteuid()
    strange = _listed(each for each in folders if each.stat().st_uid != number)
    if strange and number != ROOT:
        yield warn(f"This account does not own {strange}.")


def _unchangeable(path: Path) -> Iterator[Finding]:
    mode = path.stat().st_mode if path.exists() else 0
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:  # in a sticky folder to each their own
        yield fail(
            f"Anybody can change {path}, and with it what the kiosk says: `chmod o-w {path}`."
        )


def _usable(nodes: list[Path], kind: DeviceKind) -> Iterator[Finding]:
    if not nodes or any(os.access(node, os.R_OK | os.W_OK) for node in nodes):
        return
    group = _group(nodes[0].stat().st_gid)
    yield warn(
        f"This account may not use {nodes[0]} and its like, which are needed for {kind.need}: "
        f"`usermod -aG {group} {_user(os.geteuid())}`, then log in anew."
    )


def _listed(paths: Iterable[Path]) -> str:
    """As a shell takes them."""
    return " ".join(map(str, paths))


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


def _group(number: int) -> str:
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)
