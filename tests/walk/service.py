"""A stand-in for systemd: it starts the kiosk as the unit says, hears its heartbeat, kills its
control group and starts it again.

A mark in the environment stands for the control group: who is started by somebody who has it has
it, too, whoever their parent is.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from mskiosk.kiosk.notifying import Told, told_by
from mskiosk.kiosk.process_tree import is_there

WATCHDOG_SECONDS = 3.0
RESTART_SECONDS = 0.5
_STOP_SECONDS = 5.0
_MARK = b"MSKIOSK_TEST_GROUP="
_LOOK_SECONDS = 0.05


class Service:
    """`command` as the main process of a unit with Type=notify and Restart=always."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        environment: Mapping[str, str],
        under: Sequence[str] = (),
        program: Sequence[str] = (sys.executable, "-m", "mskiosk"),
    ) -> None:
        """`under`: the command that runs it."""
        self._folder = folder
        self._command = [*under, *program, *arguments]
        self._mark = _MARK + str(folder).encode()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(folder / "notify.sock"))
        self._socket.settimeout(_LOOK_SECONDS)
        self._environment = {
            **os.environ,
            **environment,
            "NOTIFY_SOCKET": str(folder / "notify.sock"),
            "WATCHDOG_USEC": str(int(WATCHDOG_SECONDS * 1_000_000)),
            "MSKIOSK_TEST_GROUP": str(folder),
        }
        (folder / "log").touch()
        self.starts = 0
        self.watchdog_kills = 0
        self._is_ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep)
        self._keeper.start()

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text()

    @property
    def supervisor(self) -> int:
        assert self._process
        return self._process.pid

    def group(self) -> dict[int, str]:
        """The processes of the unit, each with its command."""
        found = {}
        for each in Path("/proc").iterdir():
            if each.name.isdecimal() and is_there(int(each.name)):
                with contextlib.suppress(OSError):
                    if self._mark in (each / "environ").read_bytes().split(b"\0"):
                        command = (each / "cmdline").read_bytes().replace(b"\0", b" ")
                        found[int(each.name)] = command.decode(errors="replace")
        return found

    def stop(self) -> float:
        """As `systemctl stop`: how long the main process took."""
        self._is_ending.set()
        began = time.monotonic()
        self._keeper.join()
        return time.monotonic() - began

    def close(self) -> None:
        self.stop()
        self._kill_group()
        self._socket.close()

    def _keep(self) -> None:
        while not self._is_ending.is_set():
            self.starts += 1
            with (self._folder / "log").open("ab") as log:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=self._environment,
                    start_new_session=True,
                )
            self._watch(self._process)
            self._kill_group()
            self._is_ending.wait(RESTART_SECONDS)

    def _watch(self, process: "subprocess.Popen[bytes]") -> None:
        heard: float | None = None
        killed_at: float | None = None
        while process.poll() is None:
            told = self._told()
            now = time.monotonic()
            if self._is_ending.is_set() and killed_at is None:
                process.send_signal(signal.SIGTERM)
                killed_at = now + _STOP_SECONDS
            if killed_at is not None and now > killed_at:
                process.kill()
            if told.is_ready or (told.is_alive and heard is not None):
                heard = now
            if heard is not None and now - heard > WATCHDOG_SECONDS:
                self.watchdog_kills += 1
                process.kill()
                process.wait()

    def _told(self) -> Told:
        try:
            return told_by(self._socket.recv(65536))
        except TimeoutError:
            return Told()

    def _kill_group(self) -> None:
        while group := self.group():
            for pid in group:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(_LOOK_SECONDS)
