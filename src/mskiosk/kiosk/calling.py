"""The `StaffCaller` port on the real thing: a call on a thread, and its end on the loop.

A call may hang in the system, where nothing can stop it. Its end is told all the same, and no other
is begun while its thread is there.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Protocol

from mskiosk.core.events import StaffCallEnded
from mskiosk.session.ports import Reporter

_GRACE_SECONDS = 1.0
"""So long a call that is stopped may take to end."""
CLOSING_SECONDS = 1.5
"""So long a call may go on when the visit is over: somebody asked for it."""
CUT_OFF_SECONDS = 0.5
"""So long such a call may then take to end. All this is done before the visit is killed: see
`LEAVING_SECONDS` in `lives`."""


class CallFailed(Exception):  # noqa: N818 - it is an end that a call may have, and no mistake
    """Staff have not been called; the text says why, for staff."""


class Call(Protocol):
    """One call."""

    @property
    def limit_seconds(self) -> float: ...

    def make(self) -> None:
        """Waits for the end. Raises `CallFailed`."""

    def stop(self) -> None:
        """Lets `make` end soon; from any thread, at any time and more than once."""


class StaffCallerOnThread:
    """Make it on the running event loop. `log` takes lines for staff. `on_late_end` is told whether
    staff were called, where the visit was over before the call was."""

    def __init__(
        self,
        report: Reporter,
        new_call: Callable[[], Call],
        log: Callable[[str], None],
        on_late_end: Callable[[bool], None],
    ) -> None:
        self._report = report
        self._new_call = new_call
        self._log = log
        self._on_late_end = on_late_end
        self._loop = asyncio.get_running_loop()
        self._is_open = True
        self._call: Call | None = None
        """The one whose end has not been told."""
        self._is_thread_busy = False
        self._waits: tuple[asyncio.TimerHandle, ...] = ()
        self._ended = asyncio.Event()

    def call(self) -> None:
        if self._call is not None or not self._is_open:
            return
        self._call = call = self._new_call()
        self._ended.clear()
        if self._is_thread_busy:
            self._loop.call_soon(self._end, call, "the call before it hangs")
            return
        limit = call.limit_seconds
        too_long = f"it took more than {limit:g} seconds"
        self._waits = (
            self._loop.call_later(limit, call.stop),
            self._loop.call_later(limit + _GRACE_SECONDS, self._end, call, too_long),
        )
        try:
            threading.Thread(target=self._make, args=(call,), daemon=True).start()
            self._is_thread_busy = True
        except RuntimeError:
            self._loop.call_soon(self._end, call, "the system has no thread to give")

    async def close(self) -> None:
        """Lets a call that is under way end, but not for long; no event is reported any more."""
        self._is_open = False
        if self._call is None:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), CLOSING_SECONDS)
        if self._call is not None:
            self._call.stop()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), CUT_OFF_SECONDS)
        if self._call is not None:
            self._end(self._call, "it was under way when the visit ended")

    def _make(self, call: Call) -> None:
        """Runs on the thread."""
        reason = None
        try:
            call.make()
        except CallFailed as failed:
            reason = str(failed)
        except Exception as error:  # noqa: BLE001 - the port promises an end of every call
            reason = f"there was a {type(error).__name__}"
        with contextlib.suppress(RuntimeError):  # a loop that has closed has nobody to tell
            self._loop.call_soon_threadsafe(self._made, call, reason)

    def _made(self, call: Call, reason: str | None) -> None:
        self._is_thread_busy = False
        self._end(call, reason)

    def _end(self, call: Call, reason: str | None) -> None:
        if call is not self._call:
            return
        self._call = None
        self._cancel_waits()
        self._ended.set()
        if reason is not None:
            self._log(f"staff could not be called: {reason}")
        if self._is_open:
            self._report(StaffCallEnded(is_called=reason is None))
        else:
            self._on_late_end(reason is None)

    def _cancel_waits(self) -> None:
        for wait in self._waits:
            wait.cancel()
        self._waits = ()
