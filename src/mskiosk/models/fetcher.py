"""The `Fetcher` port on the real thing: install in a thread, report on the loop."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from mskiosk.core.events import Event, FetchEnded, FetchProgressed
from mskiosk.models.catalogue import KnownModel
from mskiosk.models.model_error import ModelError, Trouble
from mskiosk.models.offering import Marker
from mskiosk.models.stopping import Stopper
from mskiosk.session.ports import Reporter

STEP_PERCENT = 5
_CLOSING_SECONDS = 2.0
"""A thread that hangs in the system for longer, as in a search for a name, is left behind; it
ends with the process."""


class ModelFetcher:
    """Brings the model `name` into `folder`. `on_installed` takes its path, on the loop's thread,
    before `FetchEnded` is reported. `marker` is the file that remembers a refusal."""

    def __init__(
        self,
        report: Reporter,
        *,
        name: str,
        folder: Path,
        marker: Path,
        on_installed: Callable[[Path], None],
        known: tuple[KnownModel, ...] | None = None,
        proxies: Mapping[str, str] | None = None,
        wait_seconds: float | None = None,
    ) -> None:
        self._report = report
        self._name = name
        self._folder = folder
        self._marker = Marker(marker)
        self._on_installed = on_installed
        self._known = known
        self._proxies = proxies
        self._wait_seconds = wait_seconds
        self._stopper = Stopper()
        self._under_way: asyncio.Future[None] | None = None

    @property
    def was_declined(self) -> bool:
        return self._marker.is_set

    def fetch(self) -> None:
        if self._stopper.is_stopped or self._under_way:
            return
        loop = asyncio.get_running_loop()
        self._under_way = loop.create_future()
        thread = threading.Thread(target=self._install, args=(loop,), daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system has no thread to give
            _call(loop, self._end, None, Trouble.OTHER.value)

    def decline(self) -> None:
        self._marker.set()

    async def close(self) -> None:
        """Stops a fetch; nothing is reported any more."""
        self._stopper.stop()
        if self._under_way:
            await asyncio.wait((self._under_way,), timeout=_CLOSING_SECONDS)

    def _install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Runs on the thread."""
        path: Path | None = None
        reason: str | None = None
        try:
            path = self._installed(loop)
        except ModelError as error:
            reason = error.spoken
        except Exception:  # noqa: BLE001 - the port promises an end of every fetch
            reason = Trouble.OTHER.value
        _call(loop, self._end, path, reason)

    def _installed(self, loop: asyncio.AbstractEventLoop) -> Path:
        from mskiosk.models.downloading import WAIT_SECONDS
        from mskiosk.models.installing import install

        told = 0

        def progress(done: int, total: int) -> None:
            nonlocal told
            percent = 100 * done // total // STEP_PERCENT * STEP_PERCENT
            if percent > told:
                told = percent
                _call(loop, self._tell, FetchProgressed(percent))

        return install(
            self._name,
            self._folder,
            on_progress=progress,
            stopper=self._stopper,
            known=self._known,
            proxies=self._proxies,
            wait_seconds=self._wait_seconds or WAIT_SECONDS,
        ).path

    def _tell(self, event: Event) -> None:
        if not self._stopper.is_stopped:
            self._report(event)

    def _end(self, path: Path | None, reason: str | None) -> None:
        assert self._under_way
        self._under_way.set_result(None)
        self._under_way = None
        if self._stopper.is_stopped:
            return
        try:
            if path:
                self._on_installed(path)
        finally:
            self._report(FetchEnded(reason))


def _call(
    loop: asyncio.AbstractEventLoop, callback: Callable[..., None], *arguments: object
) -> None:
    # A loop that has closed has nobody to tell.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(callback, *arguments)
