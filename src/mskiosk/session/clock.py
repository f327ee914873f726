"""Time as the event loop sees it."""

import asyncio
from collections.abc import Callable

from mskiosk.session.ports import Cancel


class LoopClock:
    """A `Clock` on the running event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()

    def now(self) -> float:
        return self._loop.time()

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Cancel:
        return self._loop.call_later(seconds, callback).cancel
