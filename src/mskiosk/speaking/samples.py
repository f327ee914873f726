"""Sound in memory: 16-bit mono samples, as integers of -32768 to 32767."""

from array import array
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Samples: TypeAlias = array[int]
else:
    Samples = array  # the class takes no parameter before Python 3.12


def silence(count: int) -> Samples:
    return array("h", bytes(2 * count))


def limited(sample: int) -> int:
    return min(max(sample, -32768), 32767)


def begun(pcm: bytes, quiet: int = 50) -> bytes:
    """`pcm` without what is no louder than `quiet` at its beginning."""
    samples = array("h", pcm)
    first = next((i for i, sample in enumerate(samples) if abs(sample) > quiet), len(samples))
    return samples[first:].tobytes()
