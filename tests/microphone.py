"""What goes into the virtual microphone, in real time."""

import contextlib
import fcntl
import os
import queue
import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.recorder import RATE

_FEED_SECONDS = 0.02
ROOM_TONE = 16.0
"""Root mean square (of 32767) of what a microphone gives in a silent room: 66 dB below full scale.
Nothing but zeros comes from one that is switched off."""


def resampled(pcm: bytes, rate: int, wanted: int = RATE) -> bytes:
    """Mono 16-bit samples at another rate, limited in bandwidth."""
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64)
    if rate == wanted or not len(samples):
        return pcm
    # With silence after it, for the end of a transform runs into its beginning.
    padded = np.concatenate([samples, np.zeros(rate // 10)])
    length = round(len(padded) * wanted / rate)
    moved = np.fft.irfft(np.fft.rfft(padded)[: length // 2 + 1], length) * (length / len(padded))
    moved = moved[: round(len(samples) * wanted / rate)]
    return np.clip(moved, -32768, 32767).astype("<i2").tobytes()


class MicrophoneFeed:
    """Writes the microphone's pipe in real time: what is played, and a silent room otherwise."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pipe: int | None = None
        self._room = _room_tone()
        self._room_at = 0
        self._waiting: queue.Queue[tuple[bytes, threading.Event]] = queue.Queue()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._write, name="microphone", daemon=True)
        self._thread.start()

    def open(self, path: Path) -> None:
        with self._lock:
            self._pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
            fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, 16384)

    def shut(self) -> None:
        with self._lock:
            if self._pipe is not None:
                os.close(self._pipe)
            self._pipe = None

    def play(self, pcm: bytes) -> None:
        played = threading.Event()
        self._waiting.put((pcm, played))
        played.wait()

    def surround(self, pcm: bytes = b"") -> None:
        """The room has this in it from now on, again and again; it is silent without."""
        room = np.frombuffer(pcm, "<i2") if pcm else _room_tone()
        with self._lock:
            self._room, self._room_at = room, 0

    def close(self) -> None:
        self._ends.set()
        self._thread.join()
        self.shut()

    def _write(self) -> None:
        pcm, played = b"", threading.Event()
        written, started = 0, time.monotonic()
        while not self._ends.wait(_FEED_SECONDS):
            due = int((time.monotonic() - started) * RATE) - written
            written += due
            if not pcm:
                with contextlib.suppress(queue.Empty):
                    pcm, played = self._waiting.get_nowait()
            chunk, pcm = pcm[: due * 2], pcm[due * 2 :]
            with self._lock, contextlib.suppress(BlockingIOError, BrokenPipeError):
                chunk = self._in_room(chunk, due)
                if self._pipe is not None:
                    os.write(self._pipe, chunk)
            if not pcm:
                played.set()

    def _in_room(self, pcm: bytes, count: int) -> bytes:
        """So many samples: `pcm`, and the room."""
        places = np.arange(self._room_at, self._room_at + count)
        self._room_at = (self._room_at + count) % len(self._room)
        mixed = self._room[places % len(self._room)].astype(np.int32)
        mixed[: len(pcm) // 2] += np.frombuffer(pcm, "<i2")
        return np.clip(mixed, -32_768, 32_767).astype("<i2").tobytes()


def _room_tone() -> NDArray[np.int16]:
    """One second of it."""
    tone = np.random.default_rng(1).standard_normal(RATE) * ROOM_TONE
    return tone.astype(np.int16)
