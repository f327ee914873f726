"""Whether there is room for what the kiosk writes, and whether it can write at all.

Nothing is made that is not there: what an administrator makes would not be the kiosk's own.
"""

import errno
import os
import tempfile
from pathlib import Path

from mskiosk.configuration.folders import Folders
from mskiosk.doctor.finding import Finding, fail, gathered, ok, warn

LITTLE_MEGABYTES = 200
NO_MEGABYTES = 20
_TRIED_BYTES = 64 * 1024
_WORKS = (
    "The kiosk works all the same, with temporary files: it starts about half a second later, and "
    "keeps nothing"
)


def examine_disk(folders: Folders) -> Finding:
    """The folders as the configuration wants them."""
    if not folders.data.is_absolute():
        return warn(f"This account has no home folder. {_WORKS}.")
    rooms: dict[int, tuple[list[Path], int]] = {}
    refused: dict[int | None, tuple[list[Path], OSError]] = {}
    for folder in (folders.data, folders.cache, folders.log):
        try:
            disk, megabytes = _written_in(folder)
        except OSError as error:
            refused.setdefault(error.errno, ([], error))[0].append(folder)
        else:
            rooms.setdefault(disk, ([], megabytes))[0].append(folder)
    found = [judged_writing(*each) for each in refused.values()]
    return gathered([*found, *(judged_room(*each) for each in rooms.values())])


def judged_room(folders: list[Path], megabytes: int) -> Finding:
    """`folders` of one disk."""
    there = f"{megabytes} MB are free for {', '.join(map(str, folders))}"
    if megabytes < NO_MEGABYTES:
        return fail(
            f"The disk is full: {there}. Make room: `du -xh / | sort -h | tail` finds what is big."
        )
    if megabytes < LITTLE_MEGABYTES:
        return warn(f"Only {there}. Make room before the disk is full.")
    return ok(f"{there}, and they can be written to.")


def judged_writing(folders: list[Path], error: OSError) -> Finding:
    """`folders` that cannot be written to for the same reason."""
    names = " ".join(map(str, folders))
    match error.errno:
        case errno.EROFS:
            return warn(
                f"{names}: the disk is read-only. {_WORKS}, no log and no calibration either."
            )
        case errno.ENOSPC | errno.EDQUOT:
            return fail(f"{names}: the disk is full. {_WORKS}. Make room.")
        case errno.EACCES | errno.EPERM:
            return fail(
                f"{names}: this account may not write there. {_WORKS}. Run this as the kiosk's own "
                f"account, or give the folders to it: `chown -R ACCOUNT {names}`."
            )
        case _:
            reason = (error.strerror or "no reason given").lower()
            return fail(f"{names} cannot be written to: {reason}. {_WORKS}.")


def _written_in(folder: Path) -> tuple[int, int]:
    """On which disk the folder is or would be, and how many megabytes are free there, after a file
    has been written there. Raises `OSError`."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    _write_in(there)
    room = os.statvfs(there)
    return there.stat().st_dev, room.f_bavail * room.f_frsize // 1_000_000


def _write_in(folder: Path) -> None:
    """A file without a name, or with none for long. Raises `OSError`."""
    with tempfile.TemporaryFile(prefix=".try-", dir=folder) as file:
        file.write(os.urandom(_TRIED_BYTES))
        file.flush()
        os.fsync(file.fileno())
