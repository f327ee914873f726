"""The visit's side of being watched: a heartbeat from its event loop, so that a loop that hangs is
noticed, and an end when there is nobody left who watches."""

import asyncio
from collections.abc import Callable

from mskiosk.core.events import Beginning
from mskiosk.kiosk.notifying import Notifier

_MOST_BEAT_SECONDS = 1.0
_DEAF_BEATS = 2
"""One may be lost while the supervisor starts anew."""


class Heartbeat:
    """Use it on the running event loop; it does nothing where nobody watches."""

    def __init__(self, notifier: Notifier, on_alone: Callable[[], None]) -> None:
        """`on_alone`: the supervisor has gone."""
        self._notifier = notifier
        self._on_alone = on_alone
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        if self._notifier.is_watched:
            self._task = asyncio.get_running_loop().create_task(self._beat())

    def serve(self) -> None:
        """The first view is drawn, and keys work."""
        self._notifier.ready()

    def end(self, following: Beginning) -> None:
        """Of somebody's own session nothing is left either."""
        is_anew = following is Beginning.ANEW
        self._notifier.end(Beginning.ANEW if is_anew else Beginning.CLEARED)

    def stop(self) -> None:
        if self._task:
            self._task.cancel()
            self._task = None

    async def _beat(self) -> None:
        seconds = min(self._notifier.beat_seconds or _MOST_BEAT_SECONDS, _MOST_BEAT_SECONDS)
        unheard = 0
        while unheard < _DEAF_BEATS:
            unheard = 0 if self._notifier.alive() else unheard + 1
            await asyncio.sleep(seconds / (1 + unheard))
        self._on_alone()
