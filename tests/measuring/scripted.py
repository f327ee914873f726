"""A recogniser that reads what it is told to."""

from collections.abc import Collection, Iterable

from mskiosk.core.events import Hypothesis


class InTurn:
    """A `Recogniser`: one reading after another, whatever is said, and none when they are over."""

    name = "scripted"

    def __init__(self, readings: Iterable[tuple[str, float]]) -> None:
        self._readings = iter(readings)

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        assert phrases
        return ()

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        assert pcm
        return tuple(Hypothesis(*reading) for reading in (next(self._readings, None),) if reading)
