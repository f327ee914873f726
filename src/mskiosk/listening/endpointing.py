"""When an utterance begins and when it has ended.

Pure: it is told of one frame after another whether there was a voice in it, and answers what
that means. Someone who stops to think, or whose voice breaks off in a word, is still speaking:
the end is a silence, and how long it has to be depends on whether what was said so far makes a
whole phrase. To find that out the ear reads the utterance at each pause (`PAUSED`) and says so
with `is_complete`, long before the silence is over.
"""

from collections import deque
from enum import Enum

from mskiosk.core.effects import Patience

FRAME_SECONDS = 0.032
"""The piece of sound that is voiced or not: what Silero looks at."""
ONSET_FRAMES = 4
"""So many voiced frames (128 ms) of the latest `ONSET_WITHIN` begin an utterance."""
ONSET_WITHIN = 6
RESUME_FRAMES = 2
"""So many in a row go on with it after a pause; a single one is a click."""
LEAST_VOICED_SECONDS = 0.15
"""Less voice than this is a cough or a click, not a word."""
PAUSE_SECONDS = 0.19
"""The silence at which the utterance is read for the first time."""
REST_SECONDS = 0.3
"""After a conversation nearby: the silence without which nothing new begins."""


class Moment(Enum):
    QUIET = "quiet"
    STARTED = "started"
    SPEAKING = "speaking"
    PAUSED = "paused"
    ENDED = "ended"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"


def _frames(seconds: float) -> int:
    return max(1, round(seconds / FRAME_SECONDS))


class Endpointing:
    """Feed it with `step`; tell it `is_complete` after each `PAUSED`."""

    def __init__(self, patience: Patience) -> None:
        self.is_complete = False
        """Whether what was said so far is one whole phrase and the beginning of no other."""
        self._patience = patience
        self._latest: deque[bool] = deque(maxlen=ONSET_WITHIN)
        self._is_speaking = False
        self._is_read = False
        self._must_rest = False
        self._frames = 0
        self._voiced = 0
        self._voiced_in_a_row = 0
        self._silent = 0

    @property
    def is_speaking(self) -> bool:
        return self._is_speaking

    @property
    def silence_frames(self) -> int:
        """How many frames the present pause has lasted."""
        return self._silent

    @property
    def silence_seconds(self) -> float:
        """How long the present pause has lasted."""
        return self._silent * FRAME_SECONDS

    def go_on(self, patience: Patience) -> None:
        """Other waits, and what was said so far has to be read again."""
        self._patience = patience
        self.is_complete = self._is_read = False

    def begin_anew(self) -> None:
        """What was said so far was none of it: the utterance has only just begun."""
        self._voiced = self._frames = ONSET_FRAMES
        self._silent = 0
        self._is_read = self.is_complete = False

    def end_earlier(self, frames: int, voiced: int) -> Moment:
        """The voice ended so many frames ago: the `voiced` of them had another's. What the frame
        means that was stepped over last."""
        self._voiced -= voiced
        self._voiced_in_a_row = 0
        self._silent = frames
        self._is_read = self.is_complete = False
        return self._in_silence()

    def step(self, *, is_voiced: bool) -> Moment:
        """What the next frame means."""
        if not self._is_speaking:
            return self._wait_for_onset(is_voiced)
        self._frames += 1
        self._voiced += is_voiced
        self._voiced_in_a_row = self._voiced_in_a_row + 1 if is_voiced else 0
        most_voiced = _frames(self._patience.most_voiced_seconds)
        if self._voiced >= most_voiced or self._frames >= _frames(self._patience.most_seconds):
            self._reset()
            self._must_rest = True
            return Moment.TOO_LONG
        if self._voiced_in_a_row >= RESUME_FRAMES:
            self._silent = 0
            self._is_read = self.is_complete = False
            return Moment.SPEAKING
        self._silent += 1
        return self._in_silence()

    def _in_silence(self) -> Moment:
        wait = (
            self._patience.complete_seconds
            if self.is_complete
            else self._patience.incomplete_seconds
        )
        if not self._is_read and self._silent >= _frames(min(PAUSE_SECONDS, wait)):
            self._is_read = True
            return Moment.PAUSED
        if self._silent < _frames(wait) or not self._is_read:
            return Moment.SPEAKING
        was_short = self._voiced * FRAME_SECONDS < LEAST_VOICED_SECONDS
        self._reset()
        return Moment.TOO_SHORT if was_short else Moment.ENDED

    def _wait_for_onset(self, is_voiced: bool) -> Moment:
        self._silent = 0 if is_voiced else self._silent + 1
        if self._must_rest:
            self._must_rest = self._silent < _frames(REST_SECONDS)
            return Moment.QUIET
        self._latest.append(is_voiced)
        if sum(self._latest) < ONSET_FRAMES:
            return Moment.QUIET
        self._is_speaking = True
        self._voiced = sum(self._latest)
        self._voiced_in_a_row = RESUME_FRAMES
        self._silent = 0
        return Moment.STARTED

    def _reset(self) -> None:
        self._is_speaking = self._is_read = self.is_complete = False
        self._frames = self._voiced = self._voiced_in_a_row = self._silent = 0
        self._latest.clear()
