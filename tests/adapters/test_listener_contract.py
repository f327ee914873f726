"""One contract for every listener: the fake, typed lines, and a real microphone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from mskiosk.core.events import (
    MOST_LEVEL,
    ListenerReady,
    SampleFault,
    SampleHeard,
    SpeechEnded,
    SpeechStarted,
    VoiceNotKept,
)
from mskiosk.listening.spoken import SpokenListener
from mskiosk.listening.typed import TypedListener
from mskiosk.session.ports import Listener
from tests.fakes.listener import FakeListener
from tests.listening.hearsay import Hearsay, request
from tests.recordings import RATE, spoken
from tests.virtual_sound import VirtualSound


@dataclass(frozen=True, slots=True)
class Room:
    """A listener that is ready, and a person in front of it."""

    listener: Listener
    say: Callable[[str], Awaitable[None]]
    hearsay: Hearsay
    pause: Callable[[], Awaitable[None]]
    """Nobody says anything for a moment."""


async def _no_pause() -> None:
    """Where no time passes, none has to."""


@pytest.fixture(params=["fake", "typed", "spoken"])
async def room(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Room]:
    hearsay = Hearsay()
    match request.param:
        case "fake":
            fake = FakeListener(hearsay)
            fake.becomes_ready()

            async def say(text: str) -> None:
                fake.measures(6)
                fake.measures(6)
                fake.hears(text)
                fake.measures(0)

            yield Room(fake, say, hearsay, _no_pause)
        case "typed":
            typed = TypedListener(hearsay)
            typed.start()

            async def write(text: str) -> None:
                typed.heard(text)

            yield Room(typed, write, hearsay, _no_pause)
        case _:
            sound: VirtualSound = request.getfixturevalue("virtual_sound")

            async def speak(text: str) -> None:
                await asyncio.to_thread(sound.play, spoken(text), RATE)

            async def pause() -> None:
                await asyncio.to_thread(sound.play, bytes(2 * RATE), RATE)

            real = SpokenListener(hearsay, log=tmp_path / "log", environment=sound.environment)
            real.start()
            try:
                await hearsay.ready()
                yield Room(real, speak, hearsay, pause)
            finally:
                await real.close()


async def test_it_says_first_that_it_is_ready(room: Room) -> None:
    assert len(room.hearsay.events) == 1
    assert isinstance(room.hearsay.events[0], ListenerReady)
    assert room.hearsay.events[0].engine


async def test_an_utterance_begins_and_ends_in_the_turn_of_the_request(room: Room) -> None:
    room.listener.listen(request(4))
    await room.say("two")
    end = await room.hearsay.ended()
    assert room.hearsay.events[1:] == [SpeechStarted(4), end]
    assert end.turn == 4
    assert end.hypotheses[0].text == "two"
    assert 0.5 <= end.hypotheses[0].confidence <= 1


async def test_it_goes_on_listening_to_one_utterance_after_another(room: Room) -> None:
    room.listener.listen(request(1))
    for count, word in enumerate(("two", "main menu"), 1):
        await room.say(word)
        assert (await room.hearsay.ended(count)).hypotheses[0].text == word
    assert len(room.hearsay.events) == 5


async def test_another_request_takes_the_place_of_the_one_before(room: Room) -> None:
    room.listener.listen(request(1))
    room.listener.listen(request(2, ("three", "stop")))
    await room.say("three")
    end = await room.hearsay.ended()
    assert (end.turn, end.hypotheses[0].text) == (2, "three")
    assert room.hearsay.turns() == {2}


async def test_after_stop_nothing_comes_before_the_next_request(room: Room) -> None:
    room.listener.listen(request(1))
    room.listener.stop()
    room.listener.stop()
    await room.say("two")
    assert len(room.hearsay.events) == 1
    room.listener.listen(request(2, deaf_seconds=0.5))
    await room.pause()
    await room.say("main menu")
    await room.hearsay.until(
        lambda events: any(
            isinstance(event, SpeechEnded) and event.hypotheses[0].text == "main menu"
            for event in events
        )
    )
    assert room.hearsay.turns() == {2}


async def test_how_loud_it_is_comes_while_it_listens_and_only_when_it_changes(room: Room) -> None:
    """Typed lines have no loudness."""
    await room.say("two")
    assert room.hearsay.levels == []
    room.listener.listen(request(1))
    await room.say("main menu")
    await room.hearsay.ended()
    levels = room.hearsay.levels
    assert all(0 <= level <= MOST_LEVEL for level in levels)
    assert all(before != after for before, after in pairwise([0, *levels]))
    assert bool(levels) is not isinstance(room.listener, TypedListener)


async def test_a_voice_can_always_be_forgotten(room: Room) -> None:
    room.listener.forget_voice()
    room.listener.forget_voice()
    room.listener.listen(request(1))
    await room.say("two")
    assert (await room.hearsay.ended()).hypotheses[0].text == "two"


async def test_an_example_is_told_apart_from_words(room: Room) -> None:
    if isinstance(room.listener, TypedListener):
        pytest.skip("what is typed has no sound")
    room.listener.listen(request(1, ("stop",), sample_of="main menu"))
    await room.say("main menu")
    await room.hearsay.until(lambda events: SampleHeard(1, "main menu") in events)
    for turn in range(2, 5):  # on a busy machine sound has gaps, and what has them is not sure
        since = len(room.hearsay.events)
        room.listener.listen(request(turn, ("stop",), sample_of="main menu"))
        await room.say("stop")
        heard = await room.hearsay.heard_or_taken(since=since)
        if isinstance(heard, SpeechEnded):
            break
    assert isinstance(heard, SpeechEnded)
    assert heard.hypotheses[0].text == "stop"
    since = len(room.hearsay.events)
    room.listener.listen(request(5))
    await room.say("two")
    ended = await room.hearsay.ended(since=since)
    assert (ended.turn, ended.hypotheses[0].text) == (5, "two")


async def test_where_nothing_may_be_kept_that_is_reported(room: Room) -> None:
    if isinstance(room.listener, FakeListener):
        room.listener.can_keep = False
        room.listener.listen(request(1, ("stop",), sample_of="main menu"))
        await room.say("main menu")
    room.listener.keep_voice()
    assert VoiceNotKept() in room.hearsay.events


def test_the_fake_refuses_a_sample_that_nobody_asked_for() -> None:
    fake = FakeListener(Hearsay())
    fake.becomes_ready()
    fake.listen(request(1))
    with pytest.raises(AssertionError, match="asks"):
        fake.hears_useless_sample(SampleFault.UNLIKE)
    with pytest.raises(AssertionError, match="nothing to keep"):
        fake.keep_voice()


def test_the_fake_refuses_what_no_session_does() -> None:
    fake = FakeListener(Hearsay())
    fake.becomes_ready()
    fake.listen(request(2))
    with pytest.raises(AssertionError, match="turns"):
        fake.listen(request(1))
    with pytest.raises(AssertionError, match="deaf"):
        fake.listen(request(3, deaf_seconds=-1))
    with pytest.raises(AssertionError, match="silence"):
        fake.listen(request(3, complete=0))


def test_the_fake_hears_nothing_unless_it_listens() -> None:
    hearsay = Hearsay()
    fake = FakeListener(hearsay)
    fake.hears("two")
    fake.becomes_ready()
    fake.hears("two")
    fake.listen(request(1))
    fake.becomes_ready()
    fake.hears("two")
    assert hearsay.events == [ListenerReady("fake")] * 2


def test_the_fake_gives_no_reading_of_what_is_no_phrase() -> None:
    hearsay = Hearsay()
    fake = FakeListener(hearsay)
    fake.becomes_ready()
    fake.listen(request(1))
    fake.hears("banana")
    assert hearsay.events[1:] == [SpeechStarted(1), SpeechEnded(1, ())]


async def test_after_it_has_forgotten_it_is_ready_and_deaf_until_it_is_asked(room: Room) -> None:
    """P1: another person begins with a listener that knows nothing of the one before."""
    room.listener.listen(request(1))
    since = len(room.hearsay.events)
    room.listener.forget()
    await room.hearsay.ready(since=since)
    since = len(room.hearsay.events)
    await room.pause()
    assert room.hearsay.events[since:] == []
    room.listener.listen(request(2))
    await room.say("two")
    assert (await room.hearsay.ended(since=since)).turn == 2
