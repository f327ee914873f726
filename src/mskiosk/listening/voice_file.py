"""What was learned of a person's speech, in a file at their home, if they have said so.

There is no sound in it, only the numbers that utterances are compared by. The file is written
beside its place and moved there, readable by its owner alone. A file that is not what was written
here is left aside, and the log says why.
"""

import base64
import binascii
import contextlib
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from mskiosk.listening.templates import (
    LEAST_ROWS,
    MOST_PHRASES,
    MOST_ROWS,
    MOST_SAMPLES,
    ROW_BYTES,
    Samples,
)

_FIRST_LINE = b"mskiosk voice 1\n"
_TEMPORARY = ".voice-"
_MOST_BYTES = 4 * 1024 * 1024
_MOST_CHARACTERS = 100


class VoiceFileError(Exception):
    """The file is not one of ours, or not whole; the text says why, for the log."""


class VoiceFile:
    def __init__(self, path: Path, log: Callable[[str], None] = lambda _: None) -> None:
        self._path = path
        self._log = log

    def load(self) -> Samples:
        """What is kept; nothing where there is no file, or none that can be used."""
        try:
            return _parsed(_content(self._path))
        except FileNotFoundError:
            return {}
        except (OSError, VoiceFileError) as error:
            self._log(f"{self._path} is left aside: {_reason(error)}")
            return {}

    def save(self, samples: Samples) -> bool:
        """Whether it has been written."""
        try:
            _write(self._path, _composed(samples))
        except OSError as error:
            self._log(f"{self._path} cannot be written: {_reason(error)}")
            return False
        return True

    def delete(self) -> None:
        """Also what a write that was broken off left beside it. A file that cannot be deleted is
        complained of in the log."""
        for path in (self._path, *self._path.parent.glob(f"{_TEMPORARY}*")):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                self._log(f"{path} cannot be deleted: {_reason(error)}")


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _composed(samples: Samples) -> bytes:
    known = {p: [base64.b64encode(each).decode() for each in s] for p, s in samples.items()}
    body = json.dumps(known).encode()
    return _FIRST_LINE + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _content(path: Path) -> bytes:
    # Not to hang on a pipe, nor to follow a link to somebody else's file.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise VoiceFileError("it is no file")
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise VoiceFileError(f"it has more than {_MOST_BYTES} bytes")
    return content


def _parsed(content: bytes) -> Samples:
    if not content.startswith(_FIRST_LINE):
        raise VoiceFileError("it is of another kind or version")
    checksum, _, body = content.removeprefix(_FIRST_LINE).partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != checksum:
        raise VoiceFileError("it is damaged")
    try:
        known = json.loads(body)
        samples = {
            str(phrase): [base64.b64decode(each, validate=True) for each in encoded]
            for phrase, encoded in known.items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise VoiceFileError("it is damaged") from error
    if not is_valid(samples):
        raise VoiceFileError("it holds what is no example of speech")
    return samples


def is_valid(samples: Samples) -> bool:
    """Whether it is within the bounds of what can be learned."""
    return len(samples) <= MOST_PHRASES and all(
        len(phrase) <= _MOST_CHARACTERS
        and len(each) <= MOST_SAMPLES
        and all(
            len(sample) % ROW_BYTES == 0 and LEAST_ROWS <= len(sample) // ROW_BYTES <= MOST_ROWS
            for sample in each
        )
        for phrase, each in samples.items()
    )


def _write(path: Path, content: bytes) -> None:
    """Raises `OSError`. `mkstemp` makes files that their owner alone can read."""
    descriptor, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
