"""The offer of a better recogniser, accepted: fetched, announced and used without a restart."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.dialogue import Dialogue
from mskiosk.core.events import Event, FetchProgressed, ListenerReady, Pressed, SessionStarted
from mskiosk.core.intents import Command
from mskiosk.core.policy import Policy
from mskiosk.core.view import View
from mskiosk.listening.spoken import SpokenListener
from mskiosk.models.fetcher import ModelFetcher
from mskiosk.session.clock import LoopClock
from mskiosk.session.session import Ports, Session
from mskiosk.speaking.captions import CaptionSpeaker
from tests.fakes.display import FakeDisplay
from tests.fakes.keeper import FakeKeeper
from tests.listening.korean import korean_model
from tests.models.publisher import Publisher
from tests.models.test_real_model import NAME, pinned, real_zip
from tests.virtual_sound import VirtualSound

pytestmark = pytest.mark.long


class Watch(FakeDisplay):
    """A display that somebody waits at."""

    def __init__(self) -> None:
        super().__init__()
        self._changed = asyncio.Event()

    def show(self, view: View) -> None:
        super().show(view)
        self._changed.set()

    async def wait_for(self, is_there: Callable[[View], bool]) -> None:
        async with asyncio.timeout(120):
            while not any(is_there(view) for view in self.views):
                self._changed.clear()
                await self._changed.wait()


def says(words: str) -> Callable[[View], bool]:
    return lambda view: view.caption is not None and words in view.caption.shown


async def test_a_model_is_fetched_while_the_kiosk_goes_on_and_then_listens(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    korean_model()
    content = real_zip(tmp_path / "model.zip")
    with Publisher(content).open() as publisher:
        model = pinned(content, publisher.address)
        display = Watch()
        events: list[Event] = []
        policy = Policy(rate=250)
        clock = LoopClock()
        session = Session(Dialogue(load_guide(shipped_content()), policy), clock)

        def report(event: Event) -> None:
            events.append(event)
            session.post(event)

        listener = SpokenListener(report, environment=virtual_sound.environment)
        speaker = CaptionSpeaker(report, clock)
        fetcher = ModelFetcher(
            report,
            name=NAME,
            folder=tmp_path / "models",
            marker=tmp_path / "declined",
            on_installed=listener.use_model,
            known=(model,),
            proxies={},
        )
        report(SessionStarted(offers_model=True, model_megabytes=model.megabytes))
        session.connect(
            Ports(
                speaker=speaker,
                listener=listener,
                display=display,
                fetcher=fetcher,
                keeper=FakeKeeper(session.post),
            )
        )
        listener.start()
        speaker.start()
        try:
            await display.wait_for(lambda view: view.id == "question:offer-model")
            report(Pressed(Command.YES))
            await display.wait_for(says("I am fetching the file"))
            await display.wait_for(says("The file is here"))
            await display.wait_for(says("I can hear you better now"))
        finally:
            session.close()
            await fetcher.close()
            await listener.close()
    engines = [event.engine for event in events if isinstance(event, ListenerReady)]
    assert engines == ["pocketsphinx", "vosk"]
    assert any(isinstance(event, FetchProgressed) for event in events)
    assert (tmp_path / "models" / NAME / "am").is_dir()
    assert not (tmp_path / "declined").exists()
