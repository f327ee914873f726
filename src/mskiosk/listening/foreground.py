"""Whose voice it is: somebody's at the microphone, or that of people who talk nearby.

A voice detector takes all voices alike, so while others talk no utterance would ever end. What
tells them apart is loudness: who speaks to the kiosk is nearer. The voices of the last seconds
that belonged to no utterance are the background, and only what is clearly louder is near. Where
nobody else talks there is no background, and every voice is near, however quiet: what was taken for
talk of others is forgotten as soon as it is followed by silence, for it may have been the person.

Measured on 70 commands of 31 people in 11 s of other people's talk, 20, 10 and 5 dB below them: an
utterance with the command in it ended by itself for 96, 87 and 50 percent (6 talkers) and 99, 83
and 43 percent (4 talkers); without this for 14, 1 and 0, and 4, 0 and 0. In quiet and in hum
nothing changed.

Right after the kiosk has spoken there is no background yet: what others say shows only once the
voice at the microphone has ended, because it is softer (`falls`). Of 100 commands that were the
first sound of all, 20 dB above 6 and 4 talkers, 84 and 79 were understood, by the spotter beside
PocketSphinx, asked about or at once; without this 37 and 21. In quiet 93, with and without.
"""

from collections import deque
from dataclasses import dataclass

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
NOBODY_FRAMES = 19
"""0.6 s without any voice: nobody else talks. Less than any wait for the end of an utterance."""
_SMOOTHED_FRAMES = 3
_LEAST_TALK_FRAMES = 32
"""So much of an utterance, 1 s of voice, may be taken for talk by what follows."""
FALLS = 10.0
"""Decibels by which others are softer than a voice that was near and has ended."""
FALLEN_FRAMES = 40
"""The latest voiced frames, 1.3 s, of which `_FALLEN_SHARE` are to be so soft, and the last: a
voice that fades within a phrase is not soft for so long."""
_VOICE_SHARE, _FALLEN_SHARE = 0.9, 0.8
"""The voice is as loud as its loudest tenth begins."""
_MOST_PAUSE_FRAMES = 12
"""Among the `FALLEN_FRAMES`: with a longer pause it is somebody who goes on softly."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What others said after the voice that was near, and was taken for it."""

    frames: int
    """Since that voice ended."""
    voiced: int
    """So many of them have a voice."""


class Foreground:
    """Told of one frame after another that is listened to, in order."""

    def __init__(self) -> None:
        self._now = 0
        self._latest: deque[float] = deque(maxlen=_SMOOTHED_FRAMES)
        self._background: deque[tuple[int, float]] = deque(maxlen=_MOST_FRAMES)
        """Frames by their number, each with its loudness in decibels."""
        self._utterance: list[tuple[int, float]] = []
        self._voiceless = 0

    def is_near(self, loudness: float, *, is_voiced: bool, is_speaking: bool) -> bool:
        """Whether the frame, so loud in decibels below full scale, has the voice of somebody at the
        microphone in it. `is_speaking`: an utterance has begun and not ended."""
        self._now += 1
        self._latest.append(loudness)
        self.hear_voice(is_voiced=is_voiced)
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

    def hear_voice(self, *, is_voiced: bool) -> None:
        """Whether there was a voice in a frame, also in one that is not listened to."""
        self._voiceless = 0 if is_voiced else self._voiceless + 1
        if self._voiceless >= NOBODY_FRAMES:
            self._background.clear()

    def leaps(self) -> bool:
        """Whether the utterance was talk until a moment ago, and then came a voice that is near."""
        talk, voice = self._utterance[:-ONSET_FRAMES], self._utterance[-ONSET_FRAMES:]
        if len(talk) < _LEAST_TALK_FRAMES:
            return False
        return sum(each for _, each in voice) / len(voice) > _loud(talk) + LEAPS

    def falls(self) -> Talk | None:
        """What others have said, where a voice that was near ended a while ago and they talk on. It
        is told once, and is background from then on."""
        voice, talk = self._utterance[:-FALLEN_FRAMES], self._utterance[-FALLEN_FRAMES:]
        if len(voice) < ONSET_FRAMES:
            return None
        softer = _loud(voice, _VOICE_SHARE) - FALLS
        if max(talk[-1][1], _loud(talk, _FALLEN_SHARE)) > softer:
            return None
        if self._now - voice[-1][0] > FALLEN_FRAMES + _MOST_PAUSE_FRAMES:
            return None
        ended = next((at for at, loudness in reversed(talk) if loudness > softer), voice[-1][0])
        talk = [each for each in talk if each[0] > ended]
        del self._utterance[-len(talk) :]
        self._background.extend(talk)
        return Talk(self._now - ended, len(talk))

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


def _loud(
    frames: list[tuple[int, float]] | deque[tuple[int, float]], share: float = _LOUD_SHARE
) -> float:
    levels = sorted(each for _, each in frames)
    return levels[int(len(levels) * share)]
