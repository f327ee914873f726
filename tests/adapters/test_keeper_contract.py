"""What every keeper does, on a real disk and in the fake."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import Event, SettingsNotKept, Value
from mskiosk.keeping.keeper import FileKeeper
from mskiosk.keeping.store import Store
from mskiosk.session.ports import Keeper
from tests.fakes.keeper import FakeKeeper


class Closable(Keeper, Protocol):
    async def close(self) -> None: ...


class Stage(Protocol):
    reports: list[Event]

    @property
    def keeper(self) -> Closable: ...
    def fail(self) -> None:
        """From now on nothing can be written."""

    async def next_time(self) -> tuple[dict[str, Value], Bookmark | None]:
        """Ends the visit; what is there in the next one."""


class FakeStage:
    def __init__(self) -> None:
        self.reports: list[Event] = []
        self.keeper = FakeKeeper(self.reports.append)

    def fail(self) -> None:
        self.keeper.can_keep = False

    async def next_time(self) -> tuple[dict[str, Value], Bookmark | None]:
        await self.keeper.close()
        return self.keeper.settings, self.keeper.place


class RealStage:
    def __init__(self, folder: Path) -> None:
        self.reports: list[Event] = []
        self.log: list[str] = []
        self.folder = folder / "kept"
        self.keeper = FileKeeper(Store(self.folder), self.reports.append, self.log.append)

    def fail(self) -> None:
        self.folder.write_text("a file, where a folder should be")

    async def next_time(self) -> tuple[dict[str, Value], Bookmark | None]:
        await self.keeper.close()
        await asyncio.sleep(0)  # what the thread has reported is handed over now
        found = Store(self.folder).found()
        return found.settings, found.place


@pytest.fixture(params=["fake", "real"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    stage: Stage = FakeStage() if request.param == "fake" else RealStage(tmp_path)
    yield stage
    await stage.keeper.close()


async def test_what_was_set_is_there_the_next_time(stage: Stage) -> None:
    """P6."""
    stage.keeper.keep_settings((("voice.volume", 9), ("voice.aloud", False)))
    stage.keeper.keep_settings((("voice.volume", 8), ("screen.theme", "light")))
    settings, place = await stage.next_time()
    assert settings == {"voice.volume": 8, "voice.aloud": False, "screen.theme": "light"}
    assert place is None
    assert stage.reports == []


async def test_what_is_as_usual_again_is_not_kept(stage: Stage) -> None:
    """V3."""
    stage.keeper.keep_settings((("voice.volume", 9), ("voice.aloud", False)))
    stage.keeper.keep_settings((("voice.volume", None), ("voice.earcons", None)))
    assert await stage.next_time() == ({"voice.aloud": False}, None)


async def test_the_last_place_counts(stage: Stage) -> None:
    """C6."""
    for sentence in range(50):
        stage.keeper.keep_place(Bookmark("fatigue", sentence))
    assert await stage.next_time() == ({}, Bookmark("fatigue", 49))


async def test_a_place_can_be_forgotten(stage: Stage) -> None:
    stage.keeper.keep_place(Bookmark("fatigue", 3))
    stage.keeper.keep_place(None)
    assert await stage.next_time() == ({}, None)


async def test_that_a_setting_cannot_be_kept_is_reported_and_of_a_place_it_is_not(
    stage: Stage,
) -> None:
    stage.fail()
    stage.keeper.keep_place(Bookmark("fatigue", 3))
    stage.keeper.keep_settings((("voice.volume", 9),))
    assert await stage.next_time() == ({}, None)
    assert stage.reports == [SettingsNotKept()]
    if isinstance(stage, RealStage):
        assert "settings.json cannot be written" in stage.log[0]


async def test_nothing_that_was_asked_for_is_nothing_that_is_written(stage: Stage) -> None:
    assert await stage.next_time() == ({}, None)
    if isinstance(stage, RealStage):
        assert not stage.folder.exists()


def test_the_fake_fails_on_what_no_dialogue_asks() -> None:
    keeper = FakeKeeper(print)
    with pytest.raises(AssertionError, match="no person can change"):
        keeper.keep_settings((("content", "x"),))
    with pytest.raises(AssertionError, match="nothing to keep"):
        keeper.keep_settings(())
    asyncio.run(keeper.close())
    with pytest.raises(AssertionError, match="on a closed keeper"):
        keeper.keep_place(None)
