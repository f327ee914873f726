"""Callers of staff under test: by a command, by a request to a real server, and the fake."""

import asyncio
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol

from mskiosk.configuration.local_addresses import local_address
from mskiosk.core.events import Event
from mskiosk.kiosk.calling import Call, StaffCallerOnThread
from mskiosk.kiosk.staff_command import StaffCommand
from mskiosk.kiosk.staff_request import StaffRequest
from mskiosk.session.ports import StaffCaller
from tests.fakes.staff_caller import FakeStaffCaller

MOST_SECONDS = 20.0
SHORT_SECONDS = 0.2


class ClosableCaller(StaffCaller, Protocol):
    async def close(self) -> None: ...


class Stage(Protocol):
    """A caller, what it has reported, and a way to let a call end."""

    reports: list[Event]

    @property
    def caller(self) -> ClosableCaller: ...
    @property
    def calls(self) -> int: ...
    async def begun(self) -> None:
        """The call has come to where it goes."""

    async def ended(self, *, well: bool) -> None:
        """Lets the call end, and waits for the report."""


class FakeStage:
    def __init__(self) -> None:
        self.reports: list[Event] = []
        self.caller = FakeStaffCaller(self.reports.append)

    @property
    def calls(self) -> int:
        return self.caller.calls

    async def begun(self) -> None:
        assert self.caller.is_calling

    async def ended(self, *, well: bool) -> None:
        self.caller.end(well=well)


class RealStage:
    """What both real ones have in common."""

    def __init__(self) -> None:
        self.reports: list[Event] = []
        self.threads: set[int] = set()
        self.lines: list[str] = []
        self.reported = asyncio.Event()
        self.late: list[bool] = []
        self.caller = StaffCallerOnThread(
            self._take, self.new_call, self.lines.append, self.late.append
        )

    def new_call(self) -> Call:
        raise NotImplementedError

    def answer(self, *, well: bool) -> None:
        raise NotImplementedError

    async def ended(self, *, well: bool) -> None:
        await asyncio.to_thread(self.answer, well=well)
        await self.end()

    async def end(self) -> None:
        await asyncio.wait_for(self.reported.wait(), MOST_SECONDS)
        self.reported.clear()

    def _take(self, event: Event) -> None:
        self.threads.add(threading.get_ident())
        self.reports.append(event)
        self.reported.set()


class CommandStage(RealStage):
    """A script that waits for its status at a pipe."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.begin = folder / "begun"
        self.go_on = folder / "go on"
        self.count = folder / "count"
        os.mkfifo(self.begin)
        os.mkfifo(self.go_on)
        self.program = self.script(
            'echo "$1" >> "$0.calls"',
            f'echo > "{self.begin}"',
            f'read s < "{self.go_on}"',
            "exit $s",
        )
        self.limit_seconds = MOST_SECONDS

    def script(self, *lines: str) -> Path:
        program = self.folder / "call"
        program.write_text("\n".join(["#!/bin/sh", *lines, ""]))
        program.chmod(0o700)
        return program

    @property
    def calls(self) -> int:
        return len(self.written("calls").splitlines())

    def written(self, name: str) -> str:
        """What the script has written."""
        file = Path(f"{self.program}.{name}")
        return file.read_text() if file.exists() else ""

    def new_call(self) -> StaffCommand:
        return StaffCommand((str(self.program), "a; b"), limit_seconds=self.limit_seconds)

    async def begun(self) -> None:
        await asyncio.to_thread(self.begin.read_text)

    def answer(self, *, well: bool) -> None:
        self.go_on.write_text("0\n" if well else "3\n")


class Server(ThreadingHTTPServer):
    """Answers each request with the next status that the test gives."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.asked: queue.SimpleQueue[tuple[str, bytes]] = queue.SimpleQueue()
        self.calls = 0
        self.answers: queue.SimpleQueue[int] = queue.SimpleQueue()


class _Answering(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:  # the name that the library calls
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls += 1
        self.server.asked.put((self.path, body))
        status = self.server.answers.get()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self) -> None:  # whoever follows an answer comes by this
        self.server.calls += 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Nothing is to be printed."""


class RequestStage(RealStage):
    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server
        self.address = f"http://localhost:{server.server_port}/call?desk=1"
        self.limit_seconds = MOST_SECONDS

    @property
    def calls(self) -> int:
        return self.server.calls

    def new_call(self) -> StaffRequest:
        return StaffRequest(local_address(self.address), limit_seconds=self.limit_seconds)

    async def begun(self) -> None:
        self.asked = await asyncio.to_thread(self.server.asked.get, timeout=MOST_SECONDS)

    def answer(self, *, well: bool) -> None:
        self.server.answers.put(204 if well else 500)


@contextmanager
def served() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.answers.put(500)
        server.shutdown()
        thread.join()
