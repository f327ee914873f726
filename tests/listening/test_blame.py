"""What the child died of is left aside: the model, then the spotter, and neither for ever.

X8.
"""

from pathlib import Path

import pytest

from mskiosk.listening.blame import MOST_DEATHS, Blame

MODEL, SPOTTER = Path("vosk-model"), Path("en.npz")


class Kiosk:
    """Starts a child after each death."""

    def __init__(self, model: Path | None = MODEL, spotter: Path | None = SPOTTER) -> None:
        self.lines: list[str] = []
        self.blame = Blame(self.lines.append)
        self._model, self._spotter = model, spotter

    def in_use(self) -> tuple[Path | None, Path | None]:
        model = None if self.blame.is_on_model else self._model
        return model, None if self.blame.is_on_spotter else self._spotter

    def dies(self, times: int = 1, *, was_loaded: bool) -> None:
        for _ in range(times):
            model, spotter = self.in_use()
            self.blame.died(model=model, spotter=spotter, was_loaded=was_loaded)


@pytest.mark.parametrize("was_loaded", [False, True])
def test_the_model_is_left_aside_first_then_the_spotter_and_the_model_is_tried_again(
    *, was_loaded: bool
) -> None:
    kiosk = Kiosk()
    times = MOST_DEATHS if was_loaded else 1
    kiosk.dies(times, was_loaded=was_loaded)
    assert kiosk.in_use() == (None, SPOTTER)
    kiosk.dies(times, was_loaded=was_loaded)
    assert kiosk.in_use() == (MODEL, None)
    kiosk.dies(times, was_loaded=was_loaded)
    assert kiosk.in_use() == (None, None)
    kiosk.dies(3, was_loaded=was_loaded)
    assert kiosk.in_use() == (None, None)
    assert [line.removeprefix("listening died with it: ") for line in kiosk.lines] == [
        "vosk-model is left aside",
        "the spotter en.npz is left aside",
        "vosk-model is left aside",
    ]


def test_without_a_model_the_spotter_is_left_aside_at_once() -> None:
    kiosk = Kiosk(model=None)
    kiosk.dies(was_loaded=False)
    assert kiosk.in_use() == (None, None)


def test_one_death_in_use_is_forgiven() -> None:
    for kiosk in (Kiosk(), Kiosk(model=None)):
        before = kiosk.in_use()
        kiosk.dies(MOST_DEATHS - 1, was_loaded=True)
        assert kiosk.in_use() == before
        assert kiosk.lines == []


def test_another_model_is_tried_without_the_spotter_that_killed() -> None:
    kiosk = Kiosk()
    kiosk.dies(3, was_loaded=False)
    kiosk.blame.try_model()
    assert kiosk.in_use() == (MODEL, None)


def test_with_another_person_everything_is_tried_again() -> None:
    kiosk = Kiosk()
    kiosk.dies(3, was_loaded=False)
    kiosk.blame.forget()
    assert kiosk.in_use() == (MODEL, SPOTTER)
