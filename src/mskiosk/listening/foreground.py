"""Whose voice it is: somebody's at the microphone, or that of people who talk nearby.

A voice detector takes all voices alike, so while others talk no utterance would ever end. What
tells them apart is loudness: who speaks to the kiosk is nearer. The voices of the last seconds
that belonged to no utterance are the background, and only what is clearly louder is near. Where
nobody else talks there is no background, and every voice is near, however quiet.

Measured on 70 commands of 31 people in 11 s of other people's talk, 20, 10 and 5 dB below them: an
utterance with the command in it ended by itself for 96, 87 and 50 percent (6 talkers) and 99, 83
and 43 percent (4 talkers); without this for 14, 1 and 0, and 4, 0 and 0. In quiet and in hum
nothing changed.
"""

from collections import deque

from mskiosk.listening.endpointing import ONSET_FRAMES

NEARER = 5.0
"""Decibels above the background's `_LOUD_SHARE` from which a voice is near."""
LEAPS = 10.0
"""Decibels by which an utterance that was talk so far is left behind by a voice that is near."""
_LOUD_SHARE = 0.75
"""Of the background's frames are quieter than what it is measured by."""
_MOST_FRAMES = 64
_LEAST_FRAMES = 16
"""Fewer voiced frames are no background: somebody said a word."""
_REMEMBERED_FRAMES = 160
"""5 s: people stop talking."""
_SMOOTHED_FRAMES = 3
_LEAST_TALK_FRAMES = 32
"""So much of an utterance, 1 s of voice, may be taken for talk by what follows."""


class Foreground:
    """Told of one frame after another that is listened to, in order."""

    def __init__(self) -> None:
        self._now = 0
        self._latest: deque[float] = deque(maxlen=_SMOOTHED_FRAMES)
        self._background: deque[tuple[int, float]] = deque(maxlen=_MOST_FRAMES)
        """Frames by their number, each with its loudness in decibels."""
        self._utterance: list[tuple[int, float]] = []

    def is_near(self, loudness: float, *, is_voiced: bool, is_speaking: bool) -> bool:
        """Whether the frame, so loud in decibels below full scale, has the voice of somebody at the
        microphone in it. `is_speaking`: an utterance has begun and not ended."""
        self._now += 1
        self._latest.append(loudness)
        if not is_voiced:
            return False
        frame = (self._now, sum(self._latest) / len(self._latest))
        if frame[1] <= self._least():
            self._background.append(frame)
            return False
        if not is_speaking and len(self._utterance) >= ONSET_FRAMES:
            self._utterance.clear()
        self._utterance.append(frame)
        return True

    def leaps(self) -> bool:
        """Whether the utterance was talk until a moment ago, and then came a voice that is near."""
        talk, voice = self._utterance[:-ONSET_FRAMES], self._utterance[-ONSET_FRAMES:]
        if len(talk) < _LEAST_TALK_FRAMES:
            return False
        return sum(each for _, each in voice) / len(voice) > _loud(talk) + LEAPS

    def leave_talk_behind(self) -> None:
        """The utterance was talk, but for what came a moment ago."""
        self._background.extend(self._utterance[:-ONSET_FRAMES])
        del self._utterance[:-ONSET_FRAMES]

    def was_talk(self) -> None:
        """The utterance was talk as a whole."""
        self._background.extend(self._utterance)
        self._utterance.clear()

    def _least(self) -> float:
        """The loudness above which a voice is near."""
        while self._background and self._now - self._background[0][0] > _REMEMBERED_FRAMES:
            self._background.popleft()
        if len(self._background) < _LEAST_FRAMES:
            return float("-inf")
        return _loud(self._background) + NEARER


def _loud(frames: list[tuple[int, float]] | deque[tuple[int, float]]) -> float:
    levels = sorted(each for _, each in frames)
    return levels[int(len(levels) * _LOUD_SHARE)]
