"""A child is started again, whatever becomes of it, of its log and of its process."""

import asyncio
import os
import resource
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from mskiosk.children import child
from mskiosk.children.child import HUNG_WITHIN_SECONDS, QUICK_SECONDS, Child, Death, is_quick
from mskiosk.children.framing import Message
from mskiosk.children.serving import HUNG_STATUS

_MODULE = "small_child"
_PROGRAM = """
import os, signal
from mskiosk.children.serving import Pipe

def obey(message):
    match message["do"]:
        case "exit":
            os._exit(message["status"])
        case "stand still":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "leave another at the pipe":
            if os.fork():
                os._exit(0)
            while pipe._from_parent.read(1) not in (b"", b"!"):
                pass
            os._exit(0)
        case "print":
            print("a line of the log", flush=True)
            pipe.tell({"is": "printed"})

pipe = Pipe()
pipe.tell({"is": "here"})
pipe.serve(obey)
"""
_HERE: Message = {"is": "here"}


class Parent:
    """A child, and what was heard of it."""

    def __init__(self, kind: Callable[..., Child] = Child, log: Path | None = None) -> None:
        self._heard: asyncio.Queue[Message | Death] = asyncio.Queue()
        self.breaks_at: Message | None = None
        self.child = kind(
            _MODULE,
            on_message=self._hear,
            on_death=self._heard.put_nowait,
            log=log,
            hang_seconds=0.3,
        )
        self.child.start()

    def _hear(self, message: Message) -> None:
        if message == self.breaks_at:
            raise KeyError(message["is"])
        self._heard.put_nowait(message)

    async def hears(self, *expected: Message | Death) -> None:
        async with asyncio.timeout(30):
            assert [await self._heard.get() for _ in expected] == [*expected]

    async def close(self) -> None:
        async with asyncio.timeout(30):
            await self.child.close()


class HeldChild(Child):
    """The kernel does not let go of its process, as when that is stuck in a device."""

    def kill(self) -> None:
        pass


@pytest.fixture(autouse=True)
def _program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{_MODULE}.py").write_text(_PROGRAM, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)


@pytest.fixture
async def held() -> AsyncIterator[Parent]:
    """A child that answers no more, and that no signal ends."""
    parent = Parent(HeldChild)
    await parent.hears(_HERE)
    process = parent.child._process
    assert process
    parent.child.tell({"do": "stand still"})
    yield parent
    await parent.close()
    async with asyncio.timeout(30):
        assert await process.wait() < 0, "it is collected after all"


@pytest.mark.parametrize("log", ["no such folder/child.log", ".", "/dev/full"])
async def test_a_child_without_a_log_does_its_work(tmp_path: Path, log: str) -> None:
    parent = Parent(log=tmp_path / log)
    await parent.hears(_HERE)
    await parent.close()


async def test_the_log_takes_what_the_child_prints(tmp_path: Path) -> None:
    log = tmp_path / "child.log"
    parent = Parent(log=log)
    await parent.hears(_HERE)
    parent.child.tell({"do": "print"})
    await parent.hears({"is": "printed"})
    await parent.close()
    assert log.read_text("utf-8") == "a line of the log\n"


async def test_nobody_else_reads_the_log_of_a_child(tmp_path: Path) -> None:
    """P5: also where the file was there before, open to all."""
    log = tmp_path / "child.log"
    log.write_text("of the last start")
    log.chmod(0o644)
    parent = Parent(log=log)
    await parent.hears(_HERE)
    await parent.close()
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.read_text() == ""


async def test_a_child_whose_work_hangs_again_and_again_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "QUICK_SECONDS", 0.0)  # as if it had waited long
    parent = Parent()
    for death in (Death.RESTARTING, Death.RESTARTING, Death.LOST):
        await parent.hears(_HERE)
        parent.child.tell({"do": "exit", "status": HUNG_STATUS})
        await parent.hears(death)
    await parent.hears(_HERE)
    parent.child.tell({"do": "exit", "status": 1})
    await parent.hears(Death.RESTARTING)
    await parent.close()


async def test_what_the_parent_fails_at_is_a_death_with_its_reason_in_the_log(
    tmp_path: Path,
) -> None:
    parent = Parent(log=tmp_path / "child.log")
    await parent.hears(_HERE)
    parent.breaks_at = {"is": "printed"}
    parent.child.tell({"do": "print"})
    await parent.hears(Death.RESTARTING, _HERE)
    log = (tmp_path / "child.log").read_text("utf-8")
    assert "KeyError" in log
    assert "printed" not in log, "it may be what was said"
    await parent.close()


async def test_a_child_that_ended_while_its_pipe_is_open_can_be_renewed() -> None:
    """Its end is no death then."""
    parent = Parent()
    await parent.hears(_HERE)
    process = parent.child._process
    assert process
    parent.child.tell({"do": "leave another at the pipe"})
    async with asyncio.timeout(30):
        while process.returncode is None:  # noqa: ASYNC110  # `wait` waits for the pipes, too
            await asyncio.sleep(0)
    parent.child.renew()
    parent.child.tell({"do": "!"})
    try:
        await parent.hears(_HERE)
    finally:
        await parent.close()


async def test_a_child_that_crashes_leaves_no_image_of_its_memory() -> None:
    """P5."""
    parent = Parent()
    await parent.hears(_HERE)
    assert parent.child.pid
    assert resource.prlimit(parent.child.pid, resource.RLIMIT_CORE) == (0, 0)
    await parent.close()


def test_a_hang_counts_as_quick_for_longer_than_another_death() -> None:
    assert is_quick(QUICK_SECONDS - 1, 1)
    assert not is_quick(QUICK_SECONDS, 1)
    assert not is_quick(QUICK_SECONDS, None)
    assert is_quick(HUNG_WITHIN_SECONDS - 1, HUNG_STATUS)
    assert not is_quick(HUNG_WITHIN_SECONDS, HUNG_STATUS)


async def test_a_child_that_cannot_be_killed_has_a_successor(held: Parent) -> None:
    await held.hears(Death.RESTARTING, _HERE)


async def test_closing_does_not_wait_for_a_child_that_cannot_be_killed(held: Parent) -> None:
    await held.close()
