"""Brings the zip of a known model to the disk: resumed, bounded, and checked.

What has come is in a part file, which stays when the connection ends and is gone on with at the
next try. It is thrown away as soon as it is known to be wrong.
"""

import contextlib
import hashlib
import http.client
import re
import socket
import ssl
import time
import urllib.error
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from mskiosk.models.catalogue import KnownModel
from mskiosk.models.model_error import ModelError, Trouble, disk_error
from mskiosk.models.opening import NETWORK_ERRORS, opened
from mskiosk.models.stopping import Stopper

Progress = Callable[[int, int], None]
"""Takes the bytes that are there and the bytes that there will be."""

WAIT_SECONDS = 30.0
"""The longest wait for an answer, and for the next bytes of it."""
_LEAST_BYTES_A_SECOND = 500
_BLOCK_BYTES = 64 * 1024
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")


class _CannotResumeError(Exception):
    """The server does not go on from where the part file ends."""


class Download:
    """One model on its way to one part file."""

    def __init__(
        self,
        model: KnownModel,
        part: Path,
        *,
        on_progress: Progress,
        stopper: Stopper,
        proxies: Mapping[str, str] | None = None,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._model = model
        self._part = part
        self._on_progress = on_progress
        self._stopper = stopper
        self._proxies = proxies
        self._wait_seconds = wait_seconds

    def run(self) -> None:
        """Afterwards the part file is the whole zip. Raises `ModelError`."""
        had = self._bytes_there()
        self._complete(had)
        if self._is_right():
            return
        self._throw_away()
        if had:
            # The beginning came in an earlier run, and may be what is wrong.
            self._complete(0)
            if self._is_right():
                return
            self._throw_away()
        raise ModelError(
            Trouble.WRONG_FILE,
            f"What {self._model.address} sends is not the file that models.yaml names: "
            "the checksum is another. It was deleted.",
        )

    def _bytes_there(self) -> int:
        try:
            there = self._part.stat().st_size
        except OSError:
            return 0
        return there if there <= self._model.bytes else 0

    def _complete(self, there: int) -> None:
        if there == self._model.bytes:
            return
        try:
            self._receive(there)
        except _CannotResumeError:
            self._receive(0)

    def _receive(self, there: int) -> None:
        try:
            with self._opened(there) as response:
                start = self._start(response, there)
                with self._part_file(start) as stream:
                    self._copy(response, stream, start)
        except urllib.error.HTTPError as error:
            error.close()
            if there and error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise _CannotResumeError from error
            raise self._network_error(f"answers {error.code}{_meaning(error.code)}") from error
        except NETWORK_ERRORS as error:
            self._stopper.check()
            raise self._network_error(_words(error)) from error

    def _opened(self, there: int) -> http.client.HTTPResponse:
        self._stopper.check()
        return opened(
            self._model.address,
            first_byte=there,
            stopper=self._stopper,
            proxies=self._proxies,
            wait_seconds=self._wait_seconds,
        )

    def _start(self, response: http.client.HTTPResponse, there: int) -> int:
        """The position of the first byte that comes."""
        if response.status == http.client.PARTIAL_CONTENT:
            found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
            if not there or not found or int(found[1]) != there:
                raise _CannotResumeError
            if found[2] not in ("*", str(self._model.bytes)):
                raise self._wrong_size(found[2])
            return there
        if response.status != http.client.OK:
            raise self._network_error(f"answers {response.status}")
        if response.length is not None and response.length != self._model.bytes:
            raise self._wrong_size(str(response.length))
        return 0

    def _copy(self, response: http.client.HTTPResponse, stream: BinaryIO, start: int) -> None:
        done, total = start, self._model.bytes
        begun, window_seconds = time.monotonic(), 2 * self._wait_seconds
        mark = done
        self._on_progress(done, total)
        while block := response.read1(_BLOCK_BYTES):
            self._stopper.check()
            done += len(block)
            if done > total:
                stream.close()
                self._throw_away()
                raise self._wrong_size("more")
            self._write(stream, block)
            self._on_progress(done, total)
            if time.monotonic() - begun > window_seconds:
                if done - mark < _LEAST_BYTES_A_SECOND * window_seconds:
                    raise self._network_error("sends too slowly")
                begun, mark = time.monotonic(), done
        self._stopper.check()
        if done < total:
            raise self._network_error(f"ended the connection after {done:,} of {total:,} bytes")

    def _part_file(self, start: int) -> BinaryIO:
        try:
            stream = self._part.open("r+b" if start else "wb")
            stream.seek(start)
        except OSError as error:
            raise disk_error(error, f"{self._part} cannot be written") from error
        return stream

    def _write(self, stream: BinaryIO, block: bytes) -> None:
        try:
            stream.write(block)
            stream.flush()
        except OSError as error:
            with contextlib.suppress(OSError):
                stream.close()
            self._throw_away()
            raise disk_error(error, f"{self._part} cannot be written") from error

    def _is_right(self) -> bool:
        try:
            with self._part.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == self._model.sha256
        except OSError as error:
            raise disk_error(error, f"{self._part} cannot be read") from error

    def _throw_away(self) -> None:
        with contextlib.suppress(OSError):
            self._part.unlink()

    def _wrong_size(self, size: str) -> ModelError:
        return ModelError(
            Trouble.WRONG_FILE,
            f"{self._model.address} offers {size} bytes, where models.yaml says "
            f"{self._model.bytes}. Perhaps a sign-in page of the network answers in its place.",
        )

    def _network_error(self, what: str) -> ModelError:
        host = self._model.address.split("/")[2]
        there = self._bytes_there()
        hint = " What has come is kept, and the next try goes on from there." if there else ""
        return ModelError(Trouble.NETWORK, f"{host} {what}.{hint}")


def _words(error: BaseException) -> str:
    """The end of a sentence that begins with the name of the server."""
    reason = getattr(error, "reason", error)
    match reason:
        case ssl.SSLCertVerificationError():
            return "could not prove who it is; is the clock of this machine right"
        case TimeoutError():
            return "does not answer"
        case socket.gaierror():
            return "was not found; is there a network"
        case ConnectionRefusedError():
            return "refused the connection"
        case OSError():
            return f"could not be reached ({(reason.strerror or str(reason)).lower()})"
        case _:
            return f"sent what nobody can read ({type(reason).__name__})"


def _meaning(status: int) -> str:
    """Of an HTTP status, in our own words, for those of the server may be anything."""
    if status in (http.client.NOT_FOUND, http.client.GONE):
        return ", for the file is not there any more"
    if 300 <= status < 400:
        return " and leads where this program does not follow"
    return ""
