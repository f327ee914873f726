"""One change at a time in a folder of models, and nothing left of a change that was cut off.

The lock is one of the system's own, so that it ends with the process that holds it.
"""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from mskiosk.models.model_error import ModelError, Trouble, disk_error

UNFINISHED = ".unfinished-"
"""How the names of folders begin that an install or a removal is at work on."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Makes the folder if need be, and cleans it. Raises `ModelError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except (OSError, ValueError) as error:
        wrong = error if isinstance(error, OSError) else OSError(str(error))
        raise disk_error(wrong, f"The folder {folder} cannot be used") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            sentence = f"Another install or removal is at work in {folder}. Wait until it ends."
            raise ModelError(Trouble.BUSY, sentence) from error
        _clean(folder)
        yield
    finally:
        os.close(descriptor)


def clean_leftovers(folder: Path) -> None:
    """Removes what an install that was cut off has left, if there is any and nobody is at work.

    Raises nothing: it is for the start of the kiosk, which may not be allowed to write there.
    """
    with contextlib.suppress(OSError, ValueError, ModelError):
        if any(entry.name.startswith(UNFINISHED) for entry in folder.iterdir()):
            with locked(folder):
                pass


def _clean(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            if entry.name.startswith(UNFINISHED) and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
