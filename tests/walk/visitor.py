"""Somebody at a clinic who speaks when the kiosk has just stopped speaking."""

import threading
from collections.abc import Callable

from tests.recordings import RATE, spoken
from tests.virtual_sound import VirtualSound
from tests.walk.clinic import Watched

_TRIES = 8
_ANSWER_SECONDS = 4.0
_LOOK_SECONDS = 0.1
_BEFORE_SPEAKING = bytes(2 * RATE * 2 // 5)
"""Nobody is quicker than 0.4 s to see or hear that the kiosk listens."""


class Visitor:
    def __init__(self, clinic: Watched, sound: VirtualSound) -> None:
        self._clinic = clinic
        self._sound = sound
        self._prompts = 0

    def say(self, words: str, is_so: Callable[[], bool]) -> None:
        """Until it is so, some times at most: on a busy machine the virtual sound has gaps."""
        for _ in range(_TRIES):
            self._clinic.wait_for("PromptFinished", self._prompts)
            self._prompts = self._clinic.count("PromptFinished")
            self._sound.play(_BEFORE_SPEAKING + spoken(words), RATE)
            if _comes(is_so):
                return
        raise AssertionError(f"{words!r} was not understood\n{self._clinic.records}")


def _comes(is_so: Callable[[], bool]) -> bool:
    for _ in range(round(_ANSWER_SECONDS / _LOOK_SECONDS)):
        if is_so():
            return True
        threading.Event().wait(_LOOK_SECONDS)
    return False
