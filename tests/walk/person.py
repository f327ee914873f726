"""Somebody who speaks to the kiosk when it listens."""

from tests.recordings import RATE, human, spoken
from tests.virtual_sound import VirtualSound
from tests.walk.kiosk import Kiosk

_CLEAR_TWO = "two_v_e26404.wav"


class Person:
    def __init__(self, kiosk: Kiosk, sound: VirtualSound) -> None:
        self._kiosk = kiosk
        self._sound = sound

    def say(self, words: str, voice: str = "rms") -> None:
        """Synthesised, as soon as the status line says that the kiosk listens. It is surer of
        "number two" than of "two"."""
        self._utter(spoken(words, voice))

    def say_recorded_two(self) -> None:
        """One person of many, recorded; chosen because PocketSphinx understands her."""
        recording = next(each for each in human() if each.path.name == _CLEAR_TWO)
        self._utter(recording.pcm())

    def _utter(self, pcm: bytes) -> None:
        self._kiosk.wait_for("I am listening")
        self._sound.play(pcm, RATE)
