"""The parent's side: a child process that is started, watched, restarted and ended.

A child is dead when its process ends, when its pipe breaks, or when it does not answer a ping
for `hang_seconds`; then it is killed and started again at once, whether or not the kernel lets go
of it within `GONE_SECONDS`. After `most_quick_deaths` deaths, each within `QUICK_SECONDS` of its
start (or `HUNG_WITHIN_SECONDS`, when it ended itself because its work hung), it counts as lost,
and is tried again after `FIRST_RETRY_SECONDS`; one that then dies within `USELESS_SECONDS` after
twice as long each time, up to `RETRY_SECONDS`.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from mskiosk.children.framing import (
    HEADER,
    BrokenFrameError,
    Message,
    body_length,
    decoded,
    encoded,
)
from mskiosk.children.log_file import empty_if_long, opened, place_of
from mskiosk.children.serving import HUNG_STATUS

MOST_QUICK_DEATHS = 3
QUICK_SECONDS = 10.0
HUNG_WITHIN_SECONDS = 60.0
"""A child waits a while for work that hangs before it ends itself."""
USELESS_SECONDS = 3.0
FIRST_RETRY_SECONDS = 2.0
RETRY_SECONDS = 30.0
START_SECONDS = 6.0
"""How long a process may take to its first answer."""
PINGS_A_HANG = 3
MOST_NOTES = 10_000
"""Characters that the parent's own lines in the log may have."""
GONE_SECONDS = 1.0
"""How long a killed process may take to close its pipes, and then to end: the kernel keeps one that
is stuck in a device."""


class Death(StrEnum):
    RESTARTING = "restarting"
    LOST = "lost"


class Child:
    """One module run as `python -m MODULE ARGUMENTS` behind a pipe of messages."""

    def __init__(
        self,
        module: str,
        *arguments: str,
        on_message: Callable[[Message], None],
        on_start: Callable[[], None] = lambda: None,
        on_death: Callable[[Death], None],
        log: Path | None = None,
        hang_seconds: float = 3.0,
        most_quick_deaths: int = MOST_QUICK_DEATHS,
    ) -> None:
        """`on_start` is called when a process is there to be told things, before it has said
        anything; `log` takes what the child prints, and is emptied at each start."""
        self._command = (sys.executable, "-m", module, *arguments)
        self._on_message = on_message
        self._on_start = on_start
        self._on_death = on_death
        self._log = log
        self._notes = ""
        self._hang_seconds = hang_seconds
        self._most_quick_deaths = most_quick_deaths
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._last_heard = 0.0
        self._has_answered = False
        self._is_renewing = False

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        self._keeper = asyncio.get_running_loop().create_task(self._keep_alive())

    def tell(self, message: Message) -> None:
        """Sends to the child; a message to a dead child is dropped, for its successor starts
        from nothing."""
        if self._process and self._process.stdin and not self._process.stdin.is_closing():
            self._process.stdin.write(encoded(message))

    def kill(self) -> None:
        """Ends the process now; its successor starts as after any death."""
        if self._process and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                # Not `Process.kill`: it would collect a process that has just died, and asyncio,
                # which waits for it too, would complain on the screen.
                os.kill(self._process.pid, signal.SIGKILL)

    def renew(self) -> None:
        """Replaces the process: what it has still to tell is dropped, and its end is no death."""
        if self._process:
            self._is_renewing = True
            self.kill()

    def note(self, line: str) -> None:
        """For the log: a line of the parent's own, at the head of the next process's."""
        self._notes = f"{self._notes}{line}\n"[-MOST_NOTES:]

    async def close(self) -> None:
        """Ends the child for good and waits until it is gone."""
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
            self._keeper = None

    async def _keep_alive(self) -> None:
        clock = asyncio.get_running_loop().time
        quick_deaths = 0
        pause = FIRST_RETRY_SECONDS
        while True:
            started = clock()
            status = None
            # A process that cannot even be made has died quickly, like others.
            try:
                status = await self._live_once()
            except OSError:
                pass
            except Exception as error:  # noqa: BLE001 - what nobody foresaw must not leave it dead
                self.note(place_of(error))
            if self._is_renewing:
                self._is_renewing = False
                continue
            lived = clock() - started
            quick_deaths = quick_deaths + 1 if is_quick(lived, status) else 1
            is_lost = quick_deaths >= self._most_quick_deaths
            self._on_death(Death.LOST if is_lost else Death.RESTARTING)
            if lived >= USELESS_SECONDS:
                pause = FIRST_RETRY_SECONDS
            if is_lost:
                await asyncio.sleep(pause)
                pause = min(2 * pause, RETRY_SECONDS)

    async def _live_once(self) -> int | None:
        """The exit status; None: the process was killed, and the kernel keeps it."""
        with contextlib.ExitStack() as stack:
            log = _opened(self._log)
            if log is not None:
                stack.callback(os.close, log)
                with contextlib.suppress(OSError):
                    os.write(log, self._notes.encode(errors="replace"))
                self._notes = ""
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL if log is None else log,
                start_new_session=True,
            )
        self._process = process
        self._last_heard = asyncio.get_running_loop().time()
        self._has_answered = False
        life = asyncio.timeout(None)
        watcher = asyncio.create_task(self._watch(life))
        try:
            self._on_start()
            with contextlib.suppress(TimeoutError):
                async with life:
                    await self._hear(process)
        finally:
            watcher.cancel()
            self.kill()
            await _ended(process)
            self._process = None
        return process.returncode

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout
        with contextlib.suppress(asyncio.IncompleteReadError, BrokenFrameError, ConnectionError):
            while True:
                header = await process.stdout.readexactly(HEADER.size)
                message = decoded(await process.stdout.readexactly(body_length(header)))
                self._last_heard = asyncio.get_running_loop().time()
                self._has_answered = True
                if message.get("is") != "pong" and not self._is_renewing:
                    self._on_message(message)

    async def _watch(self, life: asyncio.Timeout) -> None:
        clock = asyncio.get_running_loop().time
        ping_seconds = self._hang_seconds / PINGS_A_HANG
        while True:
            self.tell({"do": "ping"})
            asked = clock()
            await asyncio.sleep(ping_seconds)
            if self._log:
                empty_if_long(self._log)
            patience = self._hang_seconds if self._has_answered else START_SECONDS
            # The second condition: when it was this process that stood still, nobody was asked.
            if clock() - self._last_heard > patience and clock() - asked < 2 * ping_seconds:
                self.kill()
                life.reschedule(clock() + GONE_SECONDS)
                return


def is_quick(lived_seconds: float, status: int | None) -> bool:
    """Whether a child that ended so is likely to end so again."""
    most = HUNG_WITHIN_SECONDS if status == HUNG_STATUS else QUICK_SECONDS
    return lived_seconds < most


def _opened(log: Path | None) -> int | None:
    """None as well where nothing can be written: a child does its work without a log, too."""
    try:
        return opened(log, is_emptied=True) if log else None
    except OSError:
        return None


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Waits for the process, and closes the pipes that asyncio keeps open for it. One that does
    not end is left to asyncio, which collects it in the end."""
    if process.stdin and not process.stdin.is_closing():
        process.stdin.transport.abort()  # `close` would first write what it never took
    try:
        async with asyncio.timeout(GONE_SECONDS):
            await process.wait()
    except TimeoutError:
        process._transport.close()  # type: ignore[attr-defined] # noqa: SLF001 - its only door
