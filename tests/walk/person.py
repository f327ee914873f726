"""Somebody who speaks to the kiosk when it listens."""

from collections.abc import Callable

from tests.recordings import RATE, human, spoken
from tests.virtual_sound import VirtualSound
from tests.walk.kiosk import Kiosk

_MOST_UTTERANCES, _MOST_ANSWERS = 4, 2
_ANSWER_SECONDS = 8.0
_ASKS = "Yes please, or go back?"
_BEFORE_SPEAKING = bytes(2 * RATE * 2 // 5)
"""Nobody is quicker than 0.4 s to see or hear that the kiosk listens."""
_CLEAR_TWO = "two_v_e26404.wav"


def recorded_two() -> bytes:
    """One person of many; chosen because PocketSphinx understands her."""
    return next(each for each in human() if each.path.name == _CLEAR_TWO).pcm()


class Person:
    def __init__(self, kiosk: Kiosk, sound: VirtualSound, *, says_yes: bytes = b"") -> None:
        """`says_yes`: how they say it; synthesised without it."""
        self._kiosk = kiosk
        self._sound = sound
        self._yes = says_yes

    def say(self, words: str, voice: str = "rms") -> None:
        """Synthesised, as soon as the status line says that the kiosk listens. It is surer of
        "number two" than of "two"."""
        self._utter(spoken(words, voice))

    def ask_for(self, words: str | bytes, shown: str) -> None:
        """Says `words`, or plays them as recorded, until `shown` is on the screen, four times at
        most, and "yes please", again if need be, when the kiosk asks whether it heard right: on a
        busy machine the virtual sound has gaps."""
        for _ in range(_MOST_UTTERANCES):
            self._utter(words if isinstance(words, bytes) else spoken(words))
            self._comes(lambda screen: _has(screen, shown) or _has(screen, _ASKS))
            for _ in range(_MOST_ANSWERS):
                if not _has(self._kiosk.screen, _ASKS):
                    break
                self._utter(self._yes or spoken("yes please"))
                self._comes(lambda screen: not _has(screen, _ASKS))
            if self._comes(lambda screen: _has(screen, shown)):
                return
        raise AssertionError(f"{words[:40]!r} was not understood:\n{self._kiosk.screen}")

    def _comes(self, what: Callable[[str], bool]) -> bool:
        try:
            self._kiosk.wait_for(what, _ANSWER_SECONDS)
        except AssertionError:
            return False
        return True

    def _utter(self, pcm: bytes) -> None:
        self._kiosk.wait_for("I am listening")
        self._sound.play(_BEFORE_SPEAKING + pcm, RATE)


def _has(screen: str, what: str) -> bool:
    return what in " ".join(screen.split())
