"""Unpacks a checked zip into a new folder, through to the disk."""

import hashlib
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from mskiosk.models.manifest import FileMark
from mskiosk.models.model_error import disk_error
from mskiosk.models.stopping import Stopper
from mskiosk.models.zip_checks import Contents, check_directory, checked, refused

_BLOCK_BYTES = 256 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,  # also NotImplementedError
)
"""What the library raises for a zip that is damaged or made to hurt."""


class Zip:
    """An open zip that has passed the checks."""

    def __init__(self, stream: BinaryIO) -> None:
        """Raises `ModelError` for what must not be unpacked."""
        try:
            check_directory(stream)
            self._file = zipfile.ZipFile(stream)
            entries = self._file.infolist()
        except _BROKEN as error:
            raise refused("is broken, or is no zip") from error
        self.contents: Contents = checked(entries)

    def unpack(self, folder: Path, stopper: Stopper) -> dict[str, FileMark]:
        """Fills the new, empty `folder`; everybody may read what is in it. Raises `ModelError`."""
        marks = {}
        folders = {folder}
        for path, entry in self.contents.files.items():
            target = folder / path
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise disk_error(error, f"{target.parent} cannot be made") from error
            folders.update(above for above in target.parents if above.is_relative_to(folder))
            marks[path] = self._unpack_file(entry, target, stopper)
        for each in sorted(folders, reverse=True):
            _settle(each)
        return marks

    def _unpack_file(self, entry: zipfile.ZipInfo, target: Path, stopper: Stopper) -> FileMark:
        digest, size = hashlib.sha256(), 0
        try:
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except OSError as error:
            raise disk_error(error, f"{target} cannot be made") from error
        with os.fdopen(descriptor, "wb", buffering=0) as stream:
            try:
                with self._file.open(entry) as source:
                    while block := source.read(_BLOCK_BYTES):
                        stopper.check()
                        size += len(block)
                        digest.update(block)
                        _write(stream, block, target)
            except _BROKEN as error:
                raise refused(f"is damaged at {entry.filename[:80]!a}") from error
            _finish(descriptor, target)
        if size != entry.file_size:
            raise refused(f"is damaged at {entry.filename[:80]!a}")
        return FileMark(size, digest.hexdigest())


def _write(stream: BinaryIO, block: bytes, target: Path) -> None:
    left = memoryview(block)
    try:
        while left:
            left = left[stream.write(left) :]
    except OSError as error:
        raise disk_error(error, f"{target} cannot be written") from error


def _finish(descriptor: int, target: Path) -> None:
    try:
        os.fchmod(descriptor, 0o644)
        os.fsync(descriptor)
    except OSError as error:
        raise disk_error(error, f"{target} cannot be written") from error


def _settle(folder: Path) -> None:
    """Makes a folder readable for the user that the kiosk runs as, and lasting."""
    try:
        folder.chmod(0o755)
        sync_folder(folder)
    except OSError as error:
        raise disk_error(error, f"{folder} cannot be written") from error


def sync_folder(folder: Path) -> None:
    """Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
