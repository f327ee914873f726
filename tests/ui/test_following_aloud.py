"""The real kiosk with its real voice: the word that sounds is the one that is underlined."""

import time
from pathlib import Path

import pytest

from tests.ui.pseudo_terminal import PseudoTerminal
from tests.virtual_sound import VirtualSound

SENTENCE = "Here you can learn about MS and its treatment."
pytestmark = pytest.mark.long


class Following(PseudoTerminal):
    """A terminal that notes each underlined stretch with the moment at which it was seen."""

    def __init__(self, *command: str, environment: dict[str, str]) -> None:
        super().__init__(*command, environment=environment)
        self.seen: list[tuple[float, str]] = []

    def _read(self, seconds: float) -> bytes:
        read = super()._read(min(seconds, 0.005))
        if read:
            rows = [self._screen.buffer[y] for y in range(self._screen.lines)]
            marked = "".join(row[x].data for row in rows for x in row if row[x].underscore)
            if marked and (not self.seen or self.seen[-1][1] != marked):
                self.seen.append((time.monotonic(), marked))
        return read


def test_the_words_of_a_sentence_are_underlined_one_after_another(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    environment = {**virtual_sound.environment, "MSKIOSK_TRACE": str(trace)}
    kiosk = Following("-m", "mskiosk", "--no-microphone", environment=environment)
    try:
        kiosk.wait_for("press a number")
        kiosk.press("\x1b[H")
        words = SENTENCE.split()
        kiosk.wait_until(lambda: words[-1] in [word for _, word in kiosk.seen])
    finally:
        kiosk.close()
    seen = [word for _, word in kiosk.seen]
    first = seen.index(words[0])
    assert seen[first : first + len(words)] == words
    told = [float(line.split()[0]) for line in trace.read_text().splitlines() if "Word" in line]
    lags = sorted(at - max(t for t in told if t <= at) for at, _ in kiosk.seen[first:])
    assert lags[len(lags) // 2] < 0.05
    assert lags[-1] < 0.1
