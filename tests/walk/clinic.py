"""A clinic: the kiosk under a stand-in for systemd, and the eyes and hands of its tests."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from mskiosk.kiosk.journal import LOG_NAME
from tests.walk.service import Service

SERVED_WITHIN = 10.0
PLACES = {"STATE": "state", "CACHE": "cache", "LOGS": "logs", "RUNTIME": "run"}
"""The folders of the service, as systemd names them, and as they are called here."""
X11 = ("--display", "x11", "--screen", "1280x720")

_MOST_SECONDS = 40.0
_CLINIC = "profile: clinic\nregion: us\n"
_VISIT = " --begins "
PARTS = {
    "supervisor": " kiosk ",
    "terminal": "xterm ",
    "visit": _VISIT,
    "speaking": "mskiosk.speaking.process",
    "listening": "mskiosk.listening.process",
}


class Watched:
    """A service, and the eyes of its tests."""

    def __init__(self, service: Service, *, trace: Path, logs: Path) -> None:
        self.service = service
        self._trace = trace
        self._logs = logs

    @property
    def served(self) -> tuple[int, int]:
        """Visits that were ready, and sentences that were begun."""
        return self.service.log.count("visit ready"), self.count("SentenceStarted")

    @property
    def records(self) -> str:
        """What the kiosk has logged, wherever that is."""
        file = self._logs / LOG_NAME
        return self.service.log + (file.read_text() if file.exists() else "")

    def count(self, event: str) -> int:
        """How often it has happened."""
        trace = self._trace.read_text() if self._trace.exists() else ""
        return sum(line.endswith(f" {event}") for line in trace.splitlines())

    def wait_for_service(self, since: tuple[int, int]) -> float:
        """Until another visit is ready and has begun to say something: how long that took."""
        began = time.monotonic()
        self.wait_until(lambda: self.served[0] > since[0] and self.served[1] > since[1])
        return time.monotonic() - began

    def wait_for(self, event: str, since: int) -> float:
        """Until it has happened more than `since` times: how long that took."""
        began = time.monotonic()
        self.wait_until(lambda: self.count(event) > since)
        return time.monotonic() - began

    def wait_until(self, is_so: Callable[[], bool], seconds: float = _MOST_SECONDS) -> None:
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, f"{self.served}\n{self.records}"
            threading.Event().wait(0.05)


class Clinic(Watched):
    """`mskiosk kiosk` in an X server."""

    def __init__(
        self,
        folder: Path,
        display: str,
        *,
        environment: Mapping[str, str] | None = None,
        settings: str = "",
        under: Sequence[str] = (),
    ) -> None:
        """`under`: the command that runs it."""
        configuration = folder / "mskiosk.yaml"
        configuration.write_text(_CLINIC + settings)
        for name in PLACES.values():
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        self.folder = folder
        self._display = display
        trace = folder / "trace"
        run = str(folder / "run")
        service = Service(
            folder,
            *("--config", str(configuration), "kiosk", *X11),
            environment={
                **{f"{each}_DIRECTORY": str(folder / name) for each, name in PLACES.items()},
                "DISPLAY": display,
                "XDG_RUNTIME_DIR": run,
                "MSKIOSK_TRACE": str(trace),
                "WAYLAND_DISPLAY": "",
                "HOME": str(folder),
                **(environment or {}),
            },
            under=under,
        )
        super().__init__(service, trace=trace, logs=folder / "logs")

    def pid(self, part: str) -> int:
        """Of the process that is this part of the kiosk, once it is there."""
        found: list[int] = []

        def is_found() -> bool:
            mark = PARTS[part]
            others = [each for each in PARTS.values() if each != mark]
            found[:] = [
                pid
                for pid, command in self.service.group().items()
                if mark in command and (mark != " kiosk " or not any(o in command for o in others))
            ]
            return bool(found) if part != "visit" else len(found) > 1

        self.wait_until(is_found)
        if part == "visit":  # the terminal has the same words in its command
            found = [pid for pid in found if pid != self.pid("terminal")]
        return found[0]

    def began(self) -> str:
        """How the visit that is there began."""
        command = self.service.group()[self.pid("visit")]
        return command.partition(_VISIT)[2].split()[0]

    def press(self, *names: str) -> None:
        """Keys as the X server names them, at the pace of a person."""
        if not shutil.which("xdotool"):
            pytest.skip("xdotool is missing (apt install xdotool)")
        for name in names:
            subprocess.run(
                ("xdotool", "key", name),
                env={"DISPLAY": self._display, "PATH": os.environ["PATH"]},
                check=True,
                timeout=10,
            )
            threading.Event().wait(0.4)
