"""What a person hears of a voice that is lost: a recording, played by a process of its own."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Mapping

from mskiosk.speaking.clip import MOST_SECONDS, recording

MODULE = "mskiosk.speaking.clip"
_START_SECONDS = 5.0


class Apology:
    """Use it on the thread of the running event loop. `headset`: as in `Outlet`."""

    def __init__(
        self,
        language: str,
        on_end: Callable[[], None],
        *,
        headset: str | None,
        environment: Mapping[str, str],
    ) -> None:
        """`on_end` hears when a recording has ended, however it did."""
        self._language = language
        self._headset = headset
        self._environment = environment
        self._task: asyncio.Task[None] | None = None
        self._on_end = on_end

    @property
    def is_playing(self) -> bool:
        return self._task is not None and not self._task.done()

    def begin(self, volume: int) -> None:
        """Plays the recording once, from its beginning; there may be none in this language."""
        self.stop()
        if recording(self._language):
            self._task = asyncio.get_running_loop().create_task(self._play(volume))
            self._task.add_done_callback(self._ended)

    def stop(self) -> None:
        """Silence."""
        if self._task:
            self._task.cancel()

    async def close(self) -> None:
        """Silence, and no process left."""
        self.stop()
        if self._task:
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _ended(self, task: asyncio.Task[None]) -> None:
        if task is self._task:
            self._on_end()

    async def _play(self, volume: int) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", MODULE, self._language, str(volume), self._headset or ""),
                stdin=asyncio.subprocess.PIPE,  # its end is how the process knows of ours
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, **self._environment},
                start_new_session=True,
            )
        except OSError:
            return  # the captions are left
        try:
            await asyncio.wait_for(process.wait(), _START_SECONDS + MOST_SECONDS)
        except TimeoutError:
            pass
        finally:
            with contextlib.suppress(ProcessLookupError):
                if process.returncode is None:
                    process.kill()
            if process.stdin:
                process.stdin.close()
            await asyncio.shield(process.wait())
