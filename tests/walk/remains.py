"""What is left of somebody: sentences and sound, looked for in the memory of processes and in
files.

Only memory that can be written to counts: all else is the same for everybody.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from mmap import PAGESIZE
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.resampling import Resampler
from tests.recorder import RATE

_BLOCK_BYTES = 1 << 22
_OVERLAP_BYTES = 1 << 12
_PAGE_ENTRY_BYTES = 8
_IN_MEMORY_OR_SWAPPED = np.uint64(0b11 << 62)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
_SLICE_SAMPLES = 32
_SLICE_SECONDS = 0.005
"""From one slice to the next: whatever is kept of 10 ms holds one of them."""
_LOUD = 500.0
"""Root mean square; the silent room is the same for everybody, too."""
_LEAST_DIFFERENT = 24
_LEAST_SLICES = 20
_FULL_SCALE = 32768.0


class Unreadable(Exception):  # noqa: N818 - the machine does not allow it
    """The memory of a process."""


def memory_of(pid: int) -> Iterator[bytes]:
    """What the process can write to, in pieces that overlap. Raises `Unreadable`."""
    try:
        with (
            Path(f"/proc/{pid}/maps").open() as maps,
            Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
            Path(f"/proc/{pid}/pagemap").open("rb", buffering=0) as pages,
        ):
            for line in maps:
                span, rights, *_ = line.split()
                if not rights.startswith("rw"):
                    continue
                start, end = (int(each, 16) for each in span.split("-"))
                for at, size in _used(pages, start, end):
                    with contextlib.suppress(OSError):  # it was given back just now
                        memory.seek(at)
                        yield memory.read(size)
    except PermissionError as error:
        raise Unreadable(f"the memory of process {pid}: {error.strerror}") from error


def _used(pages: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where there is anything between two addresses: recognisers ask for far more than they use."""
    count = (end - start) // PAGESIZE
    pages.seek(start // PAGESIZE * _PAGE_ENTRY_BYTES)
    entries = np.frombuffer(pages.read(count * _PAGE_ENTRY_BYTES), "<u8")
    is_used = np.concatenate(([False], entries & _IN_MEMORY_OR_SWAPPED != 0, [False]))
    edges = np.flatnonzero(is_used[1:] != is_used[:-1])
    for first, after in edges.reshape(-1, 2).tolist():
        stop = start + after * PAGESIZE
        for at in range(start + first * PAGESIZE, stop, _BLOCK_BYTES):
            yield at, min(stop - at, _BLOCK_BYTES + _OVERLAP_BYTES)


def contents_of(folders: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path, path.read_bytes()


@dataclass(frozen=True, slots=True)
class Sentences:
    """What somebody was shown or told."""

    texts: tuple[str, ...]

    def in_bytes(self, content: bytes) -> set[str]:
        return {
            text
            for text in self.texts
            if any(text.encode(encoding) in content for encoding in _ENCODINGS)
        }

    def in_memory(self, pid: int) -> set[str]:
        return set[str]().union(*(self.in_bytes(block) for block in memory_of(pid)))


class Sound:
    """What somebody said, as the microphone gave it, and as it is at the rate of the recognisers:
    slices of whole numbers and of fractions."""

    def __init__(self, pcm: bytes) -> None:
        """At `RATE`; as the kiosk took it, sample by sample."""
        self._whole = _Slices(_forms(pcm), np.dtype("<i2"))
        fractions = [each.astype(np.float32) for each in _forms(pcm)]
        scaled = [each / np.float32(_FULL_SCALE) for each in fractions]
        self._fractions = _Slices([*fractions, *scaled], np.dtype("<f4"))

    def in_bytes(self, content: bytes) -> int:
        """How many of the slices are there."""
        return self._whole.count_in(content) + self._fractions.count_in(content)

    def in_memory(self, pid: int) -> int:
        return sum(self.in_bytes(block) for block in memory_of(pid))


class _Slices:
    """Many short pieces of sound, and a table that tells soon where none of them is."""

    def __init__(self, sounds: Sequence[NDArray[np.generic]], kind: "np.dtype[np.generic]") -> None:
        self._kind = kind
        step = round(RATE * _SLICE_SECONDS)
        pieces = [
            sound[at : at + _SLICE_SAMPLES]
            for sound in sounds
            for at in range(0, len(sound) - _SLICE_SAMPLES, step)
        ]
        self._slices = {each.astype(kind).tobytes() for each in pieces if _is_speech(each)}
        assert len(self._slices) >= _LEAST_SLICES, "that was no loud sound"
        words = np.array([np.frombuffer(each, "<u2")[:6] for each in self._slices])
        self._tables = [np.isin(np.arange(65536), column) for column in words.T]

    def count_in(self, content: bytes) -> int:
        length = _SLICE_SAMPLES * self._kind.itemsize
        words = np.frombuffer(content[: len(content) // 2 * 2], "<u2")
        if len(words) * 2 < length:
            return 0
        places = np.flatnonzero(self._tables[1][words[1 : len(words) - length // 2 + 2]])
        for index, table in enumerate(self._tables):
            places = places[table[words[places + index]]]
        return sum(content[2 * at : 2 * at + length] in self._slices for at in places.tolist())


def _is_speech(piece: NDArray[np.generic]) -> bool:
    """Also not the edge of a gap: zeros with a number after them are in every memory."""
    samples = piece.astype(np.float64)
    samples = samples * _FULL_SCALE if np.abs(samples).max() <= 1.0 else samples
    return bool(samples.std() >= _LOUD) and len(np.unique(piece)) >= _LEAST_DIFFERENT


def _forms(pcm: bytes) -> list[NDArray[np.int16]]:
    """As it came, and as the recognisers have it, whichever sample the kiosk began with."""
    forms = [np.frombuffer(pcm, "<i2")]
    for first in range(RATE // SAMPLES_A_SECOND):
        slower = Resampler(RATE).resample(pcm[2 * first :])
        forms.append(np.frombuffer(slower, "<i2"))
    return forms
