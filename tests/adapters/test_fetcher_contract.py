"""What every fetcher does, with a real server and in the fake."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest

from mskiosk.core.events import Event, FetchEnded, FetchProgressed
from mskiosk.models.fetcher import ModelFetcher
from mskiosk.models.installed import ModelState, installed_models, part_file
from mskiosk.models.installing import install
from mskiosk.models.model_error import ModelError, Trouble
from mskiosk.session.ports import Fetcher
from tests.fakes.fetcher import FakeFetcher
from tests.models.publisher import Publisher, Way
from tests.models.zips import NAME, known, zipped

REFUSED = "The file that came is not the right one."


class ClosableFetcher(Fetcher, Protocol):
    @property
    def was_declined(self) -> bool: ...
    async def close(self) -> None: ...


class Stage(Protocol):
    """A fetcher, what it has reported, and a way to let what it fetches come or not."""

    reports: list[Event]

    @property
    def fetcher(self) -> ClosableFetcher: ...
    @property
    def fetches(self) -> int: ...
    async def halfway(self) -> None:
        """Half has come, and more will not."""

    async def ended(self, *, well: bool) -> None:
        """Lets everything come, the right thing or not, and waits for the end."""

    def is_declined_next_time(self) -> bool: ...


class FakeStage:
    def __init__(self) -> None:
        self.reports: list[Event] = []
        self.fetcher = FakeFetcher(self.reports.append)

    @property
    def fetches(self) -> int:
        return self.fetcher.fetches

    async def halfway(self) -> None:
        self.fetcher.progress(50)

    async def ended(self, *, well: bool) -> None:
        for percent in range(0, 101, 2):
            self.fetcher.progress(percent)
        self.fetcher.end(None if well else REFUSED)

    def is_declined_next_time(self) -> bool:
        return FakeFetcher(print, was_declined=self.fetcher.was_declined).was_declined


class RealStage:
    """The publisher hangs halfway until the test says how it goes on."""

    def __init__(self, publisher: Publisher, folder: Path) -> None:
        self.reports: list[Event] = []
        self.threads: set[int] = set()
        self.installed: list[tuple[Path, int]] = []
        """Each path, and how many reports there were before it."""
        self.publisher = publisher
        self.folder = folder / "models"
        self.marker = folder / "declined"
        self.model = known(publisher.content, publisher.address)
        self.wait_seconds = 10.0
        self.fetcher = self.new_fetcher()
        publisher.way = Way.HANG
        self._end = asyncio.Event()

    def new_fetcher(self) -> ModelFetcher:
        return ModelFetcher(
            self._take,
            name=NAME,
            folder=self.folder,
            marker=self.marker,
            on_installed=lambda path: self.installed.append((path, len(self.reports))),
            known=(self.model,),
            proxies={},
            wait_seconds=self.wait_seconds,
        )

    @property
    def fetches(self) -> int:
        return len(self.publisher.asked)

    async def halfway(self) -> None:
        await asyncio.to_thread(self.publisher.is_halfway.wait)

    async def ended(self, *, well: bool) -> None:
        if not well:
            self.publisher.content = bytes(len(self.publisher.content))
        self.publisher.way = Way.WHOLE
        self.publisher.go_on.set()
        await self._end.wait()
        self._end.clear()

    def is_declined_next_time(self) -> bool:
        return self.new_fetcher().was_declined

    def _take(self, event: Event) -> None:
        self.threads.add(threading.get_ident())
        self.reports.append(event)
        if isinstance(event, FetchEnded):
            self._end.set()


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[RealStage]:
    with Publisher(zipped()).open() as publisher:
        stage = RealStage(publisher, tmp_path)
        yield stage
        await stage.fetcher.close()


@pytest.fixture(params=["fake", "real"])
async def stage(request: pytest.FixtureRequest, real: RealStage) -> Stage:
    stage: Stage = FakeStage() if request.param == "fake" else real
    return stage


def percents(stage: Stage) -> list[int]:
    return [each.percent for each in stage.reports if isinstance(each, FetchProgressed)]


async def test_a_fetch_reports_whole_steps_and_then_its_end(stage: Stage) -> None:
    stage.fetcher.fetch()
    await stage.halfway()
    await stage.ended(well=True)
    assert stage.reports[-1] == FetchEnded()
    assert percents(stage) == sorted(set(percents(stage)))
    assert all(percent % 5 == 0 for percent in percents(stage))
    assert percents(stage)[-1] == 100
    assert len(stage.reports) == len(percents(stage)) + 1


async def test_a_fetch_that_fails_ends_with_a_sentence(stage: Stage) -> None:
    stage.fetcher.fetch()
    await stage.ended(well=False)
    assert stage.reports[-1] == FetchEnded(REFUSED)
    assert sum(isinstance(each, FetchEnded) for each in stage.reports) == 1


async def test_asking_twice_is_one_fetch(stage: Stage) -> None:
    stage.fetcher.fetch()
    stage.fetcher.fetch()
    await stage.halfway()
    stage.fetcher.fetch()
    assert stage.fetches == 1
    await stage.ended(well=True)
    assert sum(isinstance(each, FetchEnded) for each in stage.reports) == 1


async def test_after_a_failure_it_can_be_tried_again(stage: Stage) -> None:
    stage.fetcher.fetch()
    await stage.ended(well=False)
    if isinstance(stage, RealStage):
        stage.publisher.content = zipped()
    stage.fetcher.fetch()
    await stage.ended(well=True)
    assert stage.reports[-1] == FetchEnded()


async def test_a_refusal_is_remembered(stage: Stage) -> None:
    assert not stage.fetcher.was_declined
    stage.fetcher.decline()
    stage.fetcher.decline()
    assert stage.fetcher.was_declined
    assert stage.is_declined_next_time()
    assert stage.reports == []


async def test_nothing_is_reported_after_the_end_of_the_session(stage: Stage) -> None:
    stage.fetcher.fetch()
    await stage.halfway()
    await stage.fetcher.close()
    await stage.fetcher.close()
    assert not any(isinstance(each, FetchEnded) for each in stage.reports)


async def test_closing_without_a_fetch_is_nothing(stage: Stage) -> None:
    await stage.fetcher.close()
    assert stage.reports == []


async def test_the_kiosk_has_the_model_before_it_says_so(real: RealStage) -> None:
    real.fetcher.fetch()
    await real.ended(well=True)
    assert real.installed == [(real.folder / NAME, len(real.reports) - 1)]
    assert installed_models(real.folder, known=(real.model,))[0].state is ModelState.WHOLE
    assert real.threads == {threading.get_ident()}


async def test_a_model_that_is_there_already_is_taken_at_once(real: RealStage) -> None:
    real.publisher.way = Way.WHOLE
    install(NAME, real.folder, known=(real.model,))
    real.fetcher.fetch()
    await real.ended(well=True)
    assert real.reports == [FetchEnded()]
    assert real.fetches == 1


async def test_a_stopped_fetch_lets_go_of_everything_and_is_gone_on_with(real: RealStage) -> None:
    real.fetcher.fetch()
    await real.halfway()
    await real.fetcher.close()
    real.fetcher.fetch()
    assert real.installed == []
    assert part_file(real.folder, NAME).exists()
    real.publisher.way = Way.WHOLE
    again = real.fetcher = real.new_fetcher()
    again.fetch()
    await real.ended(well=True)
    assert real.reports[-1] == FetchEnded()
    assert real.fetches == 2


async def test_trouble_with_the_network_is_a_sentence_for_anybody(real: RealStage) -> None:
    real.publisher.way = Way.ERROR
    real.fetcher.fetch()
    await asyncio.wait_for(real._end.wait(), 30)
    assert real.reports == [FetchEnded("The internet connection did not work.")]


async def test_trouble_with_the_disk_is_a_sentence_for_anybody(real: RealStage) -> None:
    real.folder.write_text("not a folder")
    real.fetcher.fetch()
    await asyncio.wait_for(real._end.wait(), 30)
    assert real.reports == [FetchEnded("Something went wrong on this machine.")]


async def test_the_start_of_a_fetch_ends_well_although_the_kiosk_fails_to_use_it(
    real: RealStage,
) -> None:
    """Whatever the composition does with a new model, the person hears the end of the fetch."""
    failures: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failures.append(context))

    def unwilling(path: Path) -> None:
        raise ModelError(Trouble.OTHER, "not today")

    real.fetcher._on_installed = unwilling
    real.fetcher.fetch()
    await real.ended(well=True)
    assert real.reports[-1] == FetchEnded()
    assert len(failures) == 1


def test_the_fake_fails_on_what_nobody_may_do() -> None:
    fetcher = FakeFetcher(print)
    with pytest.raises(AssertionError, match="progress without a fetch"):
        fetcher.progress(5)
    with pytest.raises(AssertionError, match="an end without a fetch"):
        fetcher.end()
    asyncio.run(fetcher.close())
    with pytest.raises(AssertionError, match="on a closed fetcher"):
        fetcher.fetch()
    with pytest.raises(AssertionError, match="on a closed fetcher"):
        fetcher.decline()
