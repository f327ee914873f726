"""What every caller of staff does: by a command, by a request to a real server, and in the fake.
S9, C3."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from mskiosk.core.events import StaffCallEnded
from tests.fakes.staff_caller import FakeStaffCaller
from tests.kiosk.calling_stages import CommandStage, FakeStage, RequestStage, Stage, served


@pytest.fixture(params=["fake", "command", "request"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with AsyncExitStack() as stack:
        stage: FakeStage | CommandStage | RequestStage
        match request.param:
            case "fake":
                stage = FakeStage()
            case "command":
                stage = CommandStage(tmp_path)
            case _:
                stage = RequestStage(stack.enter_context(served()))
        yield stage
        if isinstance(stage, RequestStage):
            stage.server.answers.put(500)
        await stage.caller.close()


async def test_a_call_that_goes_well_is_told(stage: Stage) -> None:
    stage.caller.call()
    await stage.begun()
    assert stage.reports == []
    await stage.ended(well=True)
    assert stage.reports == [StaffCallEnded(is_called=True)]


async def test_a_call_that_fails_is_told(stage: Stage) -> None:
    stage.caller.call()
    await stage.begun()
    await stage.ended(well=False)
    assert stage.reports == [StaffCallEnded(is_called=False)]


async def test_there_are_never_two_calls_at_once(stage: Stage) -> None:
    stage.caller.call()
    stage.caller.call()
    await stage.begun()
    stage.caller.call()
    await stage.ended(well=True)
    assert stage.calls == 1
    assert len(stage.reports) == 1


async def test_after_a_call_there_can_be_another(stage: Stage) -> None:
    for well in (False, True):
        stage.caller.call()
        await stage.begun()
        await stage.ended(well=well)
    assert stage.calls == 2
    assert stage.reports == [StaffCallEnded(is_called=False), StaffCallEnded(is_called=True)]


async def test_nothing_is_reported_after_the_end_of_the_session(stage: Stage) -> None:
    stage.caller.call()
    await stage.begun()
    await stage.caller.close()
    await stage.caller.close()
    stage.caller.call()
    assert stage.reports == []
    assert stage.calls == 1


async def test_closing_without_a_call_is_nothing(stage: Stage) -> None:
    await stage.caller.close()
    assert stage.reports == []


def test_the_fake_fails_on_what_nobody_may_do() -> None:
    with pytest.raises(AssertionError, match="an end without a call"):
        FakeStaffCaller(print).end(well=True)
