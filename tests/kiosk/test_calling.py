"""Staff are called by a command or by a request, whatever becomes of either. S9, C3."""

import asyncio
import contextlib
import json
import os
import platform
import socket
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mskiosk.core.events import Event, StaffCallEnded
from mskiosk.kiosk.calling import StaffCallerOnThread
from mskiosk.kiosk.lives import LEAVING_SECONDS
from tests.kiosk.calling_stages import (
    MOST_SECONDS,
    SHORT_SECONDS,
    CommandStage,
    RequestStage,
    served,
)


@pytest.fixture
async def command(tmp_path: Path) -> AsyncIterator[CommandStage]:
    stage = CommandStage(tmp_path)
    yield stage
    await stage.caller.close()


@pytest.fixture
async def request_() -> AsyncIterator[RequestStage]:
    with served() as server:
        stage = RequestStage(server)
        yield stage
        server.answers.put(500)
        await stage.caller.close()


async def test_the_end_is_told_on_the_thread_of_the_loop(
    command: CommandStage, request_: RequestStage
) -> None:
    for stage in (command, request_):
        stage.caller.call()
        await stage.begun()
        await stage.ended(well=True)
        assert stage.threads == {threading.get_ident()}


async def test_what_a_command_is_given_is_read_by_no_shell(command: CommandStage) -> None:
    command.caller.call()
    await command.begun()
    await command.ended(well=True)
    assert command.written("calls") == "a; b\n"


async def test_a_command_has_no_input_no_terminal_and_no_way_to_the_supervisor(
    command: CommandStage, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """S6."""
    monkeypatch.setenv("NOTIFY_SOCKET", "/run/notify")
    command.script(
        'echo seen; echo seen >&2; cat > "$0.input"',
        'env > "$0.env"',
        '(: > /dev/tty) 2> /dev/null && exit 4; [ "$PWD" = / ]',
    )
    command.caller.call()
    await command.end()
    assert command.reports == [StaffCallEnded(is_called=True)]
    assert command.written("input") == ""
    assert "NOTIFY_SOCKET" not in command.written("env")
    assert capfd.readouterr() == ("", "")


async def test_a_command_that_hangs_is_ended_with_all_that_it_has_started(
    command: CommandStage,
) -> None:
    """What it has started holds the pipe open; the end of the pipe shows that it is gone."""
    held = command.folder / "held"
    os.mkfifo(held)
    command.script(f'sleep 1000 > "{held}" & wait')
    command.limit_seconds = SHORT_SECONDS
    command.caller.call()
    reading = asyncio.create_task(asyncio.to_thread(held.read_bytes))
    await command.end()
    assert command.reports == [StaffCallEnded(is_called=False)]
    assert await asyncio.wait_for(reading, MOST_SECONDS) == b""
    (line,) = command.lines
    assert line.endswith("took too long and was stopped")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [(("exit 3",), "has ended with 3"), (("kill -9 $$",), "was ended by signal 9")],
)
async def test_staff_read_why_a_command_failed(
    command: CommandStage, lines: tuple[str, ...], reason: str
) -> None:
    command.script(*lines)
    command.caller.call()
    await command.end()
    assert command.lines == [f"staff could not be called: {command.program} {reason}"]


async def test_a_command_that_is_not_there_fails(command: CommandStage) -> None:
    command.program.unlink()
    command.caller.call()
    await command.end()
    assert command.reports == [StaffCallEnded(is_called=False)]
    assert command.lines[0].endswith("cannot be started: no such file or directory")


async def test_a_request_says_which_kiosk_calls_and_nothing_else(request_: RequestStage) -> None:
    """P6."""
    request_.caller.call()
    await request_.begun()
    path, body = request_.asked
    assert path == "/call?desk=1"
    assert json.loads(body) == {"kiosk": platform.node()}
    await request_.ended(well=True)


@pytest.mark.parametrize(
    ("status", "is_called"),
    [(200, True), (202, True), (204, True), (302, False), (404, False), (500, False)],
)
async def test_a_request_is_a_call_where_the_status_says_so_and_is_not_sent_on(
    request_: RequestStage, status: int, *, is_called: bool
) -> None:
    request_.server.answers.put(status)
    request_.caller.call()
    await request_.end()
    assert request_.reports == [StaffCallEnded(is_called=is_called)]
    assert request_.calls == 1


async def test_no_proxy_is_asked(request_: RequestStage, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    request_.caller.call()
    await request_.begun()
    await request_.ended(well=True)
    assert request_.reports == [StaffCallEnded(is_called=True)]


async def test_a_request_that_nobody_answers_is_given_up(request_: RequestStage) -> None:
    request_.limit_seconds = SHORT_SECONDS
    request_.caller.call()
    await request_.end()
    assert request_.reports == [StaffCallEnded(is_called=False)]


def drip(server: socket.socket) -> None:
    connection, _ = server.accept()
    pace = threading.Event()
    with connection, contextlib.suppress(OSError):
        while not pace.wait(0.02):
            connection.send(b"H")


async def test_a_server_that_answers_byte_by_byte_keeps_nobody_waiting(
    request_: RequestStage,
) -> None:
    """Each byte would begin a wait of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        dripping = threading.Thread(target=drip, args=(server,))
        dripping.start()
        request_.address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        request_.limit_seconds = SHORT_SECONDS
        request_.caller.call()
        await request_.end()
        dripping.join()
    assert request_.reports == [StaffCallEnded(is_called=False)]


async def test_a_machine_that_is_off_fails(request_: RequestStage) -> None:
    with served() as gone:
        request_.address = f"http://127.0.0.1:{gone.server_port}/"
    request_.caller.call()
    await request_.end()
    assert request_.reports == [StaffCallEnded(is_called=False)]
    assert request_.lines[0].endswith("connection refused")


class HangingCall:
    """Nothing stops it."""

    limit_seconds = 0.01

    def __init__(self, go_on: threading.Event) -> None:
        self._go_on = go_on

    def make(self) -> None:
        self._go_on.wait()

    def stop(self) -> None:
        """It does not listen."""


async def test_a_call_that_nothing_can_stop_ends_all_the_same_and_none_is_begun_beside_it() -> None:
    go_on = threading.Event()
    reports: asyncio.Queue[Event] = asyncio.Queue()
    lines: list[str] = []
    late: list[bool] = []
    caller = StaffCallerOnThread(
        reports.put_nowait, lambda: HangingCall(go_on), lines.append, late.append
    )
    for _ in range(2):
        caller.call()
        event = await asyncio.wait_for(reports.get(), MOST_SECONDS)
        assert event == StaffCallEnded(is_called=False)
    go_on.set()
    await caller.close()
    assert lines == [
        "staff could not be called: it took more than 0.01 seconds",
        "staff could not be called: the call before it hangs",
    ]
    assert late == []


class LongCall(HangingCall):
    limit_seconds = MOST_SECONDS


async def test_a_call_that_the_end_of_a_visit_cuts_off_is_known_before_the_visit_is_killed() -> (
    None
):
    """S9: even one that nothing can stop."""
    go_on = threading.Event()
    reports: list[Event] = []
    lines: list[str] = []
    late: list[bool] = []
    caller = StaffCallerOnThread(reports.append, lambda: LongCall(go_on), lines.append, late.append)
    caller.call()
    began = time.monotonic()
    await caller.close()
    assert time.monotonic() - began < LEAVING_SECONDS - 0.5
    go_on.set()
    assert (reports, late) == ([], [False])
    assert lines == ["staff could not be called: it was under way when the visit ended"]


async def test_a_command_that_the_end_of_a_visit_cuts_off_is_ended_and_known(
    command: CommandStage,
) -> None:
    command.caller.call()
    await command.begun()
    await command.caller.close()
    assert (command.reports, command.late) == ([], [False])


async def test_a_call_that_ends_while_the_visit_does_is_known_as_well(
    request_: RequestStage,
) -> None:
    request_.caller.call()
    await request_.begun()
    closing = asyncio.create_task(request_.caller.close())
    await asyncio.to_thread(request_.answer, well=True)
    await closing
    assert (request_.reports, request_.late) == ([], [True])
