"""What was installed, file by file: written at the end of an install, compared ever after."""

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MANIFEST_NAME = "mskiosk-manifest.json"
_MOST_BYTES = 4 * 1024 * 1024


class BrokenManifestError(Exception):
    """There is a manifest, and it is not one that this program wrote."""


@dataclass(frozen=True, slots=True)
class FileMark:
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    engine: str
    language: str | None
    """None: not known."""
    zip_sha256: str
    files: Mapping[str, FileMark]
    """By path inside the folder of the model, with slashes."""


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Raises OSError."""
    body = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
    descriptor = os.open(folder / MANIFEST_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "wb") as stream:
        os.fchmod(descriptor, 0o644)
        stream.write(body)
        stream.flush()
        os.fsync(descriptor)


def read_manifest(folder: Path) -> Manifest | None:
    """None when there is none. Raises `BrokenManifestError`."""
    try:
        with (folder / MANIFEST_NAME).open("rb") as stream:
            written = json.loads(stream.read(_MOST_BYTES))
        return Manifest(
            engine=_text(written["engine"]),
            language=written["language"] and _text(written["language"]),
            zip_sha256=_text(written["zip_sha256"]),
            files={_inside(path): _mark(mark) for path, mark in written["files"].items()},
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenManifestError(f"{MANIFEST_NAME} cannot be read") from error


def first_difference(folder: Path, manifest: Manifest, *, is_thorough: bool) -> str | None:
    """What is not as installed, in words; sizes alone, or when thorough every byte."""
    if not manifest.files:
        return f"{MANIFEST_NAME} names no files"
    for path, mark in manifest.files.items():
        try:
            found = (folder / path).lstat()
            if not stat.S_ISREG(found.st_mode):
                return f"{path} is not a file any more"
            if found.st_size != mark.bytes:
                return f"{path} has {found.st_size} bytes instead of {mark.bytes}"
            if not os.access(folder / path, os.R_OK):
                return f"{path} may not be read"
            if is_thorough and _sha256(folder / path) != mark.sha256:
                return f"{path} has other contents than were installed"
        except FileNotFoundError:
            return f"{path} is missing"
        except OSError as error:
            return f"{path} cannot be read ({(error.strerror or 'no reason given').lower()})"
    return None


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _inside(path: str) -> str:
    if path.startswith("/") or ".." in path.split("/") or "\0" in path:
        raise ValueError(path)
    return path


def _mark(mark: Any) -> FileMark:
    if type(mark["bytes"]) is not int:
        raise TypeError
    return FileMark(mark["bytes"], _text(mark["sha256"]))
