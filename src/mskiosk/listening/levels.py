"""How loud it is, and how well the microphone hears: pure, from the frames that are listened to.

Time is counted in frames, so that what comes while the kiosk speaks has no part in it. Each state
has two thresholds, one to come and one to go, and needs seconds to do either: nobody is to be told
the same thing again and again. The thresholds are read from 60 recorded commands (voiced frames
between -51 and -21 dB, one in ten under -45), and from ten at -21 dB in eight noises: babble is a
loud room from 20 dB below the voice, where it costs PocketSphinx three of four commands, kitchen,
dishes and a fan from 15 dB; typing never is, nor a room at -60 dB.
"""

from array import array
from collections import deque

from mskiosk.core.events import MOST_LEVEL, LevelMeasured, MicrophoneChanged, Quality
from mskiosk.listening.endpointing import FRAME_SECONDS

METER_SECONDS = 0.35
"""Less than three changes a second: more would flicker (W9)."""
JUDGED_SECONDS = 0.25
FAINTEST_SHOWN = -60.0
DECIBELS_A_LEVEL = 5.0
"""So that a usual voice is at 6 of 9, and one at 9 is about to be cut off."""

MUTED_SECONDS = 5.0
GATED_SECONDS = 30.0
"""The same for a microphone that gives nothing between words: some have a gate of their own."""
GATE_SECONDS = 0.5
"""A voice so soon after nothing came through a gate."""
FAINT = -72.0
"""Decibels below full scale: under this is the noise of a device, not of a room."""
SILENT_SECONDS = 20.0

VOICE_SECONDS = 1.5
"""The latest voiced frames, by which a voice is judged."""
LEAST_VOICE_SECONDS = 0.5
QUIET, NO_LONGER_QUIET = -48.0, -44.0
CLIPPED_SECONDS, NO_LONGER_CLIPPED_SECONDS = 0.3, 0.1
"""Of the latest voice, in frames that have samples at the end of the scale."""
END_OF_SCALE = 32_500

ROOM_SECONDS = 8.0
ROOM_SHARE, CALM_SHARE = 0.2, 0.5
"""The room is as loud as the quietest fifth of so many seconds: in a quiet one no recorded sentence
of 2 to 4 s made it loud, and of those of 4 to 8 s one of 20. Once it was loud, the quieter half of
them is to be quiet."""
LOUD, NO_LONGER_LOUD = -39.0, -45.0
RATHER_LOUD = -50.0
"""Loud for a voice that is not `LEAST_ABOVE_ROOM` above it."""
LEAST_ABOVE_ROOM = 10.0
CALM_SECONDS = 8.0
"""So long no longer loud, and it is told."""

Judgement = MicrophoneChanged | LevelMeasured


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_SECONDS)


class Levels:
    """Fed frame by frame with what the kiosk listens to; of one device."""

    def __init__(self) -> None:
        self.quality = Quality.UNTRIED
        self._level = 0
        self._loudest = FAINTEST_SHOWN
        self._count = 0
        self._nothing = 0
        """Frames in a row that are all zeros, and below, that are not."""
        self._something = 0
        self._faint = 0
        self._is_gated = False
        self._room: deque[float] = deque(maxlen=_frames(ROOM_SECONDS))
        self._calm = 0
        self._voice: deque[float] = deque(maxlen=_frames(VOICE_SECONDS))
        self._clipped: deque[bool] = deque(maxlen=_frames(VOICE_SECONDS))

    def rest(self) -> None:
        """Nothing is listened to any more; the meter begins at 0 the next time."""
        self._level = 0
        self._loudest = FAINTEST_SHOWN

    def hear(self, frame: bytes, loudness: float, *, is_voiced: bool) -> tuple[Judgement, ...]:
        """What the next frame changes: `loudness` in decibels below full scale."""
        self._count += 1
        self._loudest = max(self._loudest, loudness)
        self._count_silence(is_nothing=not any(frame), loudness=loudness)
        self._room.append(loudness)
        if is_voiced:
            self._hear_voice(frame, loudness)
        judgements: list[Judgement] = []
        if self._count % _frames(JUDGED_SECONDS) == 0:
            judgements += self._judge()
        if self._count % _frames(METER_SECONDS) == 0:
            judgements += self._measure()
        return tuple(judgements)

    def _count_silence(self, *, is_nothing: bool, loudness: float) -> None:
        self._nothing = self._nothing + 1 if is_nothing else 0
        self._something = 0 if is_nothing else self._something + 1
        self._faint = self._faint + 1 if loudness < FAINT and not is_nothing else 0

    def _hear_voice(self, frame: bytes, loudness: float) -> None:
        samples = array("h", frame)
        self._voice.append(loudness)
        self._clipped.append(max(samples) >= END_OF_SCALE or min(samples) <= -END_OF_SCALE)
        is_after_nothing = self._something < min(self._count, _frames(GATE_SECONDS))
        if is_after_nothing and self.quality is not Quality.MUTED:
            self._is_gated = True

    def _measure(self) -> tuple[LevelMeasured, ...]:
        before = self._level
        above = (self._loudest - FAINTEST_SHOWN) / DECIBELS_A_LEVEL
        self._level = max(0, min(MOST_LEVEL, round(above)))
        self._loudest = FAINTEST_SHOWN
        return () if self._level == before else (LevelMeasured(self._level),)

    def _judge(self) -> tuple[MicrophoneChanged, ...]:
        before = self.quality
        self.quality = self._silence() or self._loud_room() or self._judged_voice()
        return () if self.quality is before else (MicrophoneChanged(self.quality),)

    def _silence(self) -> Quality | None:
        muted = _frames(GATED_SECONDS if self._is_gated else MUTED_SECONDS)
        is_muted = self.quality is Quality.MUTED
        if self._nothing >= muted or (is_muted and self._something < _frames(GATE_SECONDS)):
            return Quality.MUTED
        is_silent = self.quality is Quality.SILENT
        if self._faint >= (1 if is_silent else _frames(SILENT_SECONDS)):
            return Quality.SILENT
        if is_muted or is_silent:
            self._begin_anew()
        return None

    def _loud_room(self) -> Quality | None:
        is_loud = self.quality is Quality.LOUD_ROOM
        if len(self._room) < _frames(ROOM_SECONDS):
            return self.quality if is_loud else None
        share = CALM_SHARE if is_loud else ROOM_SHARE
        room = sorted(self._room)[int(len(self._room) * share)]
        if room > (NO_LONGER_LOUD if is_loud else LOUD) or self._is_drowned(room):
            self._calm = 0
            return Quality.LOUD_ROOM
        self._calm += 1
        if is_loud and self._calm * JUDGED_SECONDS < CALM_SECONDS:
            return Quality.LOUD_ROOM
        if is_loud:
            self._begin_anew()
        return None

    def _is_drowned(self, room: float) -> bool:
        if room < RATHER_LOUD or len(self._voice) < _frames(LEAST_VOICE_SECONDS):
            return False
        return _mean(self._voice) - room < LEAST_ABOVE_ROOM

    def _judged_voice(self) -> Quality:
        if len(self._voice) < _frames(LEAST_VOICE_SECONDS):
            return self.quality
        was_clipped = self.quality is Quality.CLIPPING
        was_quiet = self.quality is Quality.VERY_QUIET
        most = NO_LONGER_CLIPPED_SECONDS if was_clipped else CLIPPED_SECONDS
        if sum(self._clipped) >= _frames(most):
            return Quality.CLIPPING
        if _mean(self._voice) < (NO_LONGER_QUIET if was_quiet else QUIET):
            return Quality.VERY_QUIET
        return Quality.FINE

    def _begin_anew(self) -> None:
        """What was heard before says nothing about the voice now."""
        self.quality = Quality.UNTRIED
        self._voice.clear()
        self._clipped.clear()


def _mean(values: deque[float]) -> float:
    return sum(values) / len(values)
