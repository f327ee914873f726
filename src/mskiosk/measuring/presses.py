"""How soon a pressed key is heard: silence, a sentence said before, a sentence never said before.

Theory of operation. On page after page, sentence after sentence, the kiosk is silenced by a key
in mid-word, goes on with the sentence that was cut (which it has rendered before), is silenced,
says where the person is (a sentence with the title and the line in it, which nobody can have
rendered), is silenced, and goes to the next sentence (which may be rendered ahead). Every wait is
drawn by lot, so that presses fall anywhere in the periods of the sound device. The keys are
written here; the figures are read from the recording afterwards.

A press that fell into a pause of the voice, or a word that ended by itself while the key was on
its way, says nothing about silence. They are told by what was heard just before the end: a word
ends softly, and a cut does not.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle
from random import Random

from mskiosk.measuring.kiosk import DELETE, HOME, RIGHT, SPACE, STOPS, WHERE, KioskAtWork
from mskiosk.measuring.monitor import LOUD, Monitor, Sounds
from mskiosk.measuring.ways import Way

QUIET_SECONDS = 0.25
"""A silence this long is no pause between words."""
_SETTLE_SECONDS = 0.35
_MOST_SOUND_SECONDS = 2.0
_CUT_PEAK = 5 * LOUD
_CUT_SECONDS = 0.0075
_TRIALS_A_RUN = 2
"""Most trials for each one that shall count."""
_STEPS_A_PAGE = 8


class Answer(StrEnum):
    """What a press is answered with."""

    SILENCE = "silence"
    CACHED = "cached"
    NEW = "new"
    NEXT = "next"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Press:
    """`moment` just before its first byte was written; until `end` no other key was pressed."""

    answer: Answer | None
    moment: float
    end: float


@dataclass(slots=True)
class Heard:
    """Milliseconds from the press to what it was answered with, for each press that counts."""

    milliseconds: list[float] = field(default_factory=list)
    uncounted: int = 0


class Presser:
    def __init__(self, kiosk: KioskAtWork, monitor: Monitor, ways: Iterable[Way]) -> None:
        """No place of `ways` is visited twice."""
        self._kiosk = kiosk
        self._monitor = monitor
        self._random = Random(1)  # noqa: S311  # no secret
        self._stops = cycle(STOPS)
        self._presses: list[Press] = []
        self._places = self._visit(way for way in ways if way.digits and way.steps > 1)

    def press(self, runs: int) -> dict[Answer, Heard]:
        """`runs` presses of each kind that count, as far as there are places for them; choices come
        with the way from page to page."""
        self._presses.clear()
        for trials, _ in enumerate(self._places, start=1):
            for key, answer in (
                (SPACE, Answer.CACHED),
                (WHERE, Answer.NEW),
                (RIGHT, Answer.NEXT),
            ):
                self._press(key, answer)
                self._stop(Answer.SILENCE)
            if trials >= runs and (trials >= _TRIALS_A_RUN * runs or self._is_enough(runs)):
                break
        return self._heard()

    def switch_chimes(self) -> None:
        """Off when they are on."""
        self._press(DELETE, None)
        self._stop(None)

    def _visit(self, ways: Iterable[Way]) -> Iterator[None]:
        """Comes to each place, silenced."""
        for way in ways:
            self._press(HOME, None)
            self._stop(None)
            for digit in way.digits:
                self._press(str(digit).encode(), Answer.CHOICE)
                self._stop(Answer.SILENCE)
            for _ in range(min(way.steps - 1, _STEPS_A_PAGE)):
                yield

    def _is_enough(self, runs: int) -> bool:
        return len(self._heard()[Answer.SILENCE].milliseconds) >= runs

    def _heard(self) -> dict[Answer, Heard]:
        results = {answer: Heard() for answer in Answer}
        if self._presses:
            self._monitor.wait_until(self._presses[-1].end)
        for press in self._presses:
            if press.answer:
                judge(self._monitor.sounds, press, results[press.answer])
        return results

    def _press(self, key: bytes, answer: Answer | None) -> None:
        """Returns some time after something has been heard."""
        moment = self._kiosk.press(key)
        heard = self._monitor.wait_for_sound(moment, _MOST_SOUND_SECONDS)
        if heard is None and self._kiosk.has_ended():
            raise TimeoutError("the kiosk has ended")
        time.sleep(self._random.uniform(0.2, 0.5))
        self._presses.append(Press(answer, moment, time.monotonic()))

    def _stop(self, answer: Answer | None) -> None:
        """Returns when it has been silent for a while."""
        moment = self._kiosk.press(next(self._stops).encode())
        time.sleep(_SETTLE_SECONDS + self._random.uniform(0.0, 0.05))
        self._presses.append(Press(answer, moment, time.monotonic()))


def judge(sounds: Sounds, press: Press, heard: Heard) -> None:
    """Adds to `heard` what `press` was answered with, if it says anything."""
    if press.answer is Answer.SILENCE:
        moment = sounds.silence(press.moment, QUIET_SECONDS, press.end)
        was_sounding = sounds.peak(press.moment - 0.01, press.moment) >= LOUD
        is_counted = was_sounding and sounds.peak(moment - _CUT_SECONDS, moment) >= _CUT_PEAK
    else:
        moment = sounds.onset(press.moment, press.end) or float("inf")
        is_counted = sounds.peak(press.moment - 0.05, press.moment) < LOUD
    if is_counted and moment < float("inf"):
        heard.milliseconds.append(1000 * (moment - press.moment))
    else:
        heard.uncounted += 1
