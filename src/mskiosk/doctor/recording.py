"""What a microphone gives, for as long as it is looked at: in memory alone (P5)."""

import threading
from collections.abc import Generator
from types import TracebackType
from typing import Self

from mskiosk.listening.capturing import opened
from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.resampling import Resampler

_FIRST_SECONDS = 3.0
"""How long a device may take to its first call."""


class Recording:
    def __init__(self, name: str | None) -> None:
        """Entering it raises `NoDeviceError`."""
        self._pcm = bytearray()
        self._lock = threading.Lock()
        self._has_come = threading.Event()
        self._opened = opened(name)

    def __enter__(self) -> Self:
        device, rate = self._opened.__enter__()
        take = self._take(rate)
        next(take)
        device.start(take)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    @property
    def is_coming(self) -> bool:
        return self._has_come.wait(_FIRST_SECONDS)

    def taken(self) -> bytes:
        """All since the last time."""
        with self._lock:
            pcm = bytes(self._pcm)
            self._pcm.clear()
        return pcm

    def _take(self, rate: int) -> Generator[bytes, bytes, None]:
        resampler = None if rate == SAMPLES_A_SECOND else Resampler(rate)
        while True:
            pcm = bytes((yield b""))
            with self._lock:
                self._pcm += resampler.resample(pcm) if resampler else pcm
            self._has_come.set()
