"""How much sound a device is to hold back.

Little of it, so that a press of a key is followed by silence at once. But a machine that is busy
with other things cannot fill a short buffer in time, and then speech breaks into pieces that tired
or slow listeners do not understand: after a few such gaps the buffer becomes longer, for good.
"""

SHORT_MILLISECONDS = 20
"""Measured: 29 ms from hush to silence, and no gap where nothing else runs on two processors."""
LONG_MILLISECONDS = 60
MOST_GAPS = 3
"""One gap may be an accident."""
FORGET_SECONDS = 60.0
"""Gaps that lie longer apart are accidents too."""
QUIET_SECONDS = 0.15
"""After so much silence nothing that is held back can be heard any more."""


class Strain:
    """Heeds each call for samples. Times are seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self.milliseconds = SHORT_MILLISECONDS
        """What the device is to hold back."""
        self._gaps: list[float] = []
        self._last_call: float | None = None
        self._last_sound: float | None = None

    def begin(self) -> None:
        """A stream is opened: how long ago the last call was means nothing."""
        self._last_call = self._last_sound = None

    def heed(self, now: float, *, has_sound: bool) -> None:
        """The device has asked for samples, which are silence or `has_sound`."""
        last_call, self._last_call = self._last_call, now
        is_amid_sound = self._last_sound is not None and self._last_sound == last_call
        if has_sound:
            self._last_sound = now
        if last_call is None or not is_amid_sound:
            return
        if now - last_call > self.milliseconds / 1000:
            self._gaps = [gap for gap in self._gaps if now - gap < FORGET_SECONDS] + [now]

    @property
    def wants_longer(self) -> bool:
        """The stream is to be opened anew with a longer buffer, and is silent enough for that."""
        if self.milliseconds == LONG_MILLISECONDS or len(self._gaps) < MOST_GAPS:
            return False
        call, sound = self._last_call, self._last_sound
        return call is not None and (sound is None or call - sound > QUIET_SECONDS)

    def lengthen(self) -> None:
        self.milliseconds = LONG_MILLISECONDS
        self._gaps.clear()
