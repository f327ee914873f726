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
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from mskiosk.measuring.chimes import chime_at
from mskiosk.measuring.kiosk import HOME, RIGHT, SPACE, STOPS, WHERE, KioskAtWork
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

    answer: Answer
    moment: float
    end: float


@dataclass(slots=True)
class Heard:
    """Milliseconds from the press to what it was answered with, for each press that counts."""

    sound: list[float] = field(default_factory=list)
    voice: list[float] = field(default_factory=list)
    """The same without what was heard of a chime before."""
    uncounted: int = 0

    @property
    def chimes(self) -> int:
        return sum(a != b for a, b in zip(self.sound, self.voice, strict=True))


class Presser:
    """`runs` of each answer but choices, which come with the way from page to page."""

    def __init__(self, kiosk: KioskAtWork, monitor: Monitor, runs: int) -> None:
        self._kiosk = kiosk
        self._monitor = monitor
        self._runs = runs
        self._random = Random(runs)  # noqa: S311  # no secret
        self._stops = 0
        self._presses: list[tuple[Answer | None, float]] = []

    def press_on(self, found: list[Way]) -> None:
        """Reads the recording only as far as the next press needs."""
        trials = 0
        for way in found:
            if way.steps < 2 or not way.digits:
                continue
            self._open(way)
            for _ in range(way.steps - 1):
                if trials >= self._runs and self._is_enough(trials):
                    return
                self._try_all()
                trials += 1

    def heard(self) -> dict[Answer, Heard]:
        self._monitor.wait_until(self._presses[-1][1] + QUIET_SECONDS)
        sounds = self._monitor.sounds
        ends = [moment for _, moment in self._presses[1:]] + [sounds.last_moment]
        results = {answer: Heard() for answer in Answer}
        for (answer, moment), end in zip(self._presses, ends, strict=True):
            if answer is not None:
                _judge(sounds, Press(answer, moment, end), results[answer])
        return results

    def _is_enough(self, trials: int) -> bool:
        silences = self.heard()[Answer.SILENCE].sound
        return len(silences) >= self._runs or trials >= _TRIALS_A_RUN * self._runs

    def _open(self, way: Way) -> None:
        self._press(HOME, None)
        self._stop(None)
        for digit in way.digits:
            self._press(str(digit).encode(), Answer.CHOICE)
            self._stop(Answer.SILENCE)

    def _try_all(self) -> None:
        for key, answer in (
            (SPACE, Answer.CACHED),
            (WHERE, Answer.NEW),
            (RIGHT, Answer.NEXT),
        ):
            self._press(key, answer)
            self._stop(Answer.SILENCE)

    def _press(self, key: bytes, answer: Answer | None) -> None:
        """Returns some time after something has been heard."""
        moment = self._kiosk.press(key)
        self._presses.append((answer, moment))
        heard = self._monitor.wait_for_sound(moment, _MOST_SOUND_SECONDS)
        if heard is None and self._kiosk.has_ended():
            raise TimeoutError("the kiosk has ended")
        time.sleep(self._random.uniform(0.25, 0.7))

    def _stop(self, answer: Answer | None) -> None:
        """Returns when it has been silent for a while."""
        key = STOPS[self._stops % len(STOPS)].encode()
        self._stops += 1
        moment = self._kiosk.press(key)
        self._presses.append((answer, moment))
        time.sleep(_SETTLE_SECONDS + self._random.uniform(0.0, 0.05))


def _judge(sounds: Sounds, press: Press, heard: Heard) -> None:
    if press.answer is Answer.SILENCE:
        silence = sounds.silence(press.moment, QUIET_SECONDS, press.end)
        before = sounds.peak(silence - _CUT_SECONDS, silence)
        if not sounds.peak(press.moment - 0.01, press.moment) >= LOUD or before < _CUT_PEAK:
            heard.uncounted += 1
        else:
            milliseconds = 1000 * (silence - press.moment)
            heard.sound.append(milliseconds)
            heard.voice.append(milliseconds)
        return
    onset = sounds.onset(press.moment, press.end)
    if onset is None or sounds.peak(press.moment - 0.05, press.moment) >= LOUD:
        heard.uncounted += 1
        return
    chime = chime_at(sounds, onset)
    voice = onset if chime is None else sounds.onset(onset + chime, press.end)
    if voice is None:
        heard.uncounted += 1
        return
    heard.sound.append(1000 * (onset - press.moment))
    heard.voice.append(1000 * (voice - press.moment))
