"""The supervisor: it starts each visit, watches it, clears after it and starts the next one.

A visit is a terminal with a visit process in it, and the children of that. The visit process tells
that it serves, that it is alive, and when it ends how the next visit begins; an end without that
word is a fault, and so is silence. In every case all the processes of the visit are killed, those
that were stopped and those whose parent has gone among them, before the next one starts.

There is one thread and one place that waits. The supervisor has a watcher of its own (systemd),
and tells it that it is alive only while what draws the screen does not stand still.
"""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mskiosk.core.events import Beginning
from mskiosk.kiosk.lives import LEAVING_SECONDS, SILENT_SECONDS, Fault, FaultsInRow, Life
from mskiosk.kiosk.notifying import SUPERVISED, Notifier
from mskiosk.kiosk.process_tree import (
    adopt_orphans,
    collect,
    descendants,
    is_stopped,
    is_there,
    kill_descendants,
)
from mskiosk.kiosk.receiving import Receiver
from mskiosk.kiosk.records import Record, VisitFailed
from mskiosk.kiosk.scratch import Scratch
from mskiosk.kiosk.terminals import Terminal

_TICK_SECONDS = 0.5
_LEAVING_TICK_SECONDS = 0.05
_STOPPED_TICKS = 3
"""A terminal may be stopped for a moment, as by a debugger; not for so many looks in a row."""
_SERVING = "serving"
_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_MICROSECONDS = 1_000_000

Program = Callable[[Beginning, bool], Sequence[str]]
"""The command of a visit that begins so. True: under a sentence that tells that the kiosk fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the supervisor works with."""

    folder: Path
    """For its socket, for what visits write for a moment, and for the mark of a supervisor that
    did not end as it should."""
    terminal: Terminal
    program: Program
    apology: Sequence[str]
    """Shows the sentence and nothing else."""
    systemd: Notifier
    log: Callable[[str], None]
    """Of what the supervisor does."""
    record: Callable[[Record], None]
    pass_on: Callable[[str], None]
    """Takes the lines that a visit wants to be in the log."""
    screen_server: int | None
    """The process of the compositor or the X server."""
    environment: Mapping[str, str]


class Supervisor:
    def __init__(self, surroundings: Surroundings) -> None:
        self._with = surroundings
        self._clock = time.monotonic
        self._faults = FaultsInRow()
        self._scratch = Scratch(surroundings.folder)
        self._is_ending = False
        self._has_told_ready = False
        self._told_alive = 0.0
        self._server_stopped_ticks = 0
        self._wakeup, self._waker = socket.socketpair()
        self._wakeup.setblocking(False)
        self._waker.setblocking(False)

    def run(self) -> None:
        """Until it is told to end."""
        adopt_orphans()
        self._scratch.sweep()
        with self._signals():
            begins = self._first()
            self._log(f"supervisor started, begins {begins}")
            while not self._is_ending:
                begins = self._visit(begins)
                self._pause()
            self._with.systemd.stopping()
            self._log("supervisor ended")
            self._mark.unlink(missing_ok=True)

    def _first(self) -> Beginning:
        """One that was killed has left its mark, and perhaps a person in the middle of a visit."""
        was_killed = self._mark.exists()
        with contextlib.suppress(OSError):
            self._mark.touch()
        return Beginning.RESTARTED if was_killed else Beginning.RESTING

    @property
    def _mark(self) -> Path:
        return self._with.folder / _SERVING

    def _visit(self, begins: Beginning) -> Beginning:
        """How the next one begins."""
        started = self._clock()
        life = Life(started=started)
        self._log(f"visit started, begins {begins}")
        fault = self._live(life, begins)
        now = self._clock()
        self._clear()
        if self._is_ending:
            return begins
        is_fault = life.next is None
        self._faults.count(is_fault=is_fault, was_useful=life.was_useful(now))
        if life.next is not None:
            self._log(f"visit ended after {now - started:.0f} s, next {life.next}")
            return life.next
        self._log(
            f"visit failed after {now - started:.1f} s: {fault}, {self._faults.in_row} in row"
        )
        self._with.record(VisitFailed(fault, round(now - started)))
        self._tell_ready()  # it works as well as it can
        return Beginning.RESTARTED

    def _live(self, life: Life, begins: Beginning) -> Fault:
        try:
            receiver = Receiver(self._with.folder)
        except OSError as error:
            self._log(f"no socket: {error.strerror}")
            return Fault.NOT_STARTED
        with contextlib.closing(receiver):
            try:
                process = self._with.terminal.start(
                    self._with.program(begins, self._faults.is_hopeless),
                    self._environment(receiver),
                )
            except OSError as error:
                self._log(f"no terminal: {error.strerror}")
                return Fault.NOT_STARTED
            fault = self._watch(life, receiver, process.pid)
            process.returncode = 0  # `collect` has it, or will: Popen must not wait for it
            return fault

    def _watch(self, life: Life, receiver: Receiver, terminal: int) -> Fault:
        stopped_ticks = 0
        while True:
            self._wait(_TICK_SECONDS, receiver)
            now = self._clock()
            self._hear(life, receiver, now)
            if not is_there(terminal):
                self._hear(life, receiver, now)
                return Fault.ENDED
            if self._is_ending:
                self._ask_to_end(terminal, life, receiver)
                return Fault.ENDED
            if life.is_over_at(now):
                return Fault.ENDED
            if fault := life.fault_at(now):
                return fault
            stopped_ticks = stopped_ticks + 1 if is_stopped(terminal) else 0
            if stopped_ticks >= _STOPPED_TICKS:
                return Fault.STOPPED

    def _hear(self, life: Life, receiver: Receiver, now: float) -> None:
        for told in receiver.received():
            was_ready = life.ready is not None
            if told.is_ready or told.is_alive or told.next:
                life.heard_at(now, is_ready=told.is_ready, following=told.next)
            if life.ready is not None and not was_ready:
                self._log(f"visit ready after {life.ready - life.started:.1f} s")
                self._tell_ready()
            if told.log:
                self._with.pass_on(told.log)

    def _ask_to_end(self, terminal: int, life: Life, receiver: Receiver) -> None:
        with contextlib.suppress(OSError):
            os.kill(terminal, signal.SIGTERM)
        end = self._clock() + LEAVING_SECONDS
        while descendants(os.getpid()) and self._clock() < end:
            self._wait(_LEAVING_TICK_SECONDS, receiver)
            self._hear(life, receiver, self._clock())

    def _clear(self) -> None:
        """Nothing of a visit outlives it."""
        for pid in kill_descendants(os.getpid()):
            self._log(f"process {pid} does not go")
        self._scratch.remove()
        self._with.terminal.clean()

    def _pause(self) -> None:
        """Where visits fail one after the other: with a sentence on the screen."""
        seconds = 0.0 if self._is_ending else self._faults.pause_seconds
        if seconds <= 0:
            return
        end = self._clock() + seconds
        if self._faults.is_hopeless:
            with contextlib.suppress(OSError):
                shown = self._with.terminal.start(self._with.apology, self._with.environment)
                shown.returncode = 0
        while not self._is_ending and (left := end - self._clock()) > 0:
            self._wait(min(left, _TICK_SECONDS))
        self._clear()

    def _environment(self, receiver: Receiver) -> dict[str, str]:
        """What systemd has said to the supervisor is not for the visit."""
        own = {k: v for k, v in self._with.environment.items() if k != "WATCHDOG_PID"}
        own[SUPERVISED] = "1"
        own["NOTIFY_SOCKET"] = str(receiver.path)
        if scratch := self._scratch.make():
            own["TMPDIR"] = str(scratch)
        own["WATCHDOG_USEC"] = str(int(SILENT_SECONDS * _MICROSECONDS))
        return own

    def _wait(self, seconds: float, receiver: Receiver | None = None) -> None:
        """Or until somebody says something, or a process ends."""
        self._feed_watchdog()
        watched: list[socket.socket | Receiver] = [self._wakeup]
        if receiver:
            watched.append(receiver)
        select.select(watched, [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            self._wakeup.recv(4096)
        collect()

    def _feed_watchdog(self) -> None:
        now = self._clock()
        beat = self._with.systemd.beat_seconds
        if beat is None or now - self._told_alive < min(_TICK_SECONDS, beat / 2):
            return
        server = self._with.screen_server
        is_still = server is not None and is_stopped(server)
        self._server_stopped_ticks = self._server_stopped_ticks + 1 if is_still else 0
        self._told_alive = now
        if self._server_stopped_ticks < _STOPPED_TICKS:
            self._with.systemd.alive()

    def _tell_ready(self) -> None:
        if not self._has_told_ready:
            self._has_told_ready = True
            self._with.systemd.ready()
        self._with.systemd.status(
            "not working" if self._faults.is_hopeless else f"serving, {self._faults.in_row} faults"
        )

    def _log(self, line: str) -> None:
        self._with.log(line)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        def end(_number: int, _frame: object) -> None:
            self._is_ending = True

        before = {number: signal.getsignal(number) for number in (*_ENDING_SIGNALS, signal.SIGCHLD)}
        for number in _ENDING_SIGNALS:
            if before[number] is not signal.SIG_IGN:
                signal.signal(number, end)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        wakeup = signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
