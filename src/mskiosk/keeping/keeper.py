"""Keeps what the dialogue asks to keep, on a thread of its own: a disk may hang, and the kiosk not.

What comes while the disk is at work is taken together. So nothing waits for a later moment, and at
the end there is at most one change to wait for.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.effects import KeepPlace, KeepSettings
from mskiosk.core.events import SettingsNotKept, Value
from mskiosk.keeping.store import Store
from mskiosk.session.ports import Reporter

_CLOSING_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class _End:
    pass


class FileKeeper:
    """A `Keeper`. Make it on the running event loop; `log` takes lines for staff."""

    def __init__(self, store: Store, report: Reporter, log: Callable[[str], None]) -> None:
        self._store = store
        self._report = report
        self._log = log
        self._loop = asyncio.get_running_loop()
        self._asked: queue.SimpleQueue[KeepSettings | KeepPlace | _End] = queue.SimpleQueue()
        self._place: KeepPlace | None = None
        """What was written last, perhaps not lastingly."""
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def keep_settings(self, changes: tuple[tuple[str, Value | None], ...]) -> None:
        self._asked.put(KeepSettings(changes))

    def keep_place(self, place: Bookmark | None) -> None:
        self._asked.put(KeepPlace(place))

    async def close(self) -> None:
        """Waits until everything is kept, but not for a disk that hangs."""
        self._asked.put(_End())
        await asyncio.to_thread(self._thread.join, _CLOSING_SECONDS)

    def _work(self) -> None:
        is_open = True
        while is_open:
            asked = [self._asked.get()]
            while not self._asked.empty():
                asked.append(self._asked.get())
            is_open = not any(isinstance(each, _End) for each in asked)
            settings = [each for each in asked if isinstance(each, KeepSettings)]
            if settings:
                self._keep_settings(settings)
            places = [each for each in asked if isinstance(each, KeepPlace)]
            self._place = places[-1] if places else self._place
            if places or not is_open:
                self._keep_place(is_lasting=not is_open)

    def _keep_settings(self, asked: list[KeepSettings]) -> None:
        try:
            self._store.change(change for each in asked for change in each.changes)
        except OSError as error:
            self._log(f"{self._store.settings_file} cannot be written: {error.strerror or error}")
            with contextlib.suppress(RuntimeError):  # a loop that has closed has nobody to tell
                self._loop.call_soon_threadsafe(self._report, SettingsNotKept())

    def _keep_place(self, *, is_lasting: bool) -> None:
        if self._place:
            with contextlib.suppress(OSError):
                self._store.put_place(self._place.place, is_lasting=is_lasting)
