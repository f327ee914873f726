"""The word that sounds is told where it stands in the text, while it sounds."""

import asyncio
import random
import time
from array import array
from pathlib import Path

import pytest

from mskiosk.core.events import Event, PromptFinished, SpeakerReady, WordStarted
from mskiosk.session.clock import LoopClock
from mskiosk.session.ports import Reporter
from mskiosk.speaking.driver import Word
from mskiosk.speaking.player import (
    PLAYOUT_SECONDS,
    EndMark,
    Mark,
    Player,
    SentenceMark,
    WordMark,
)
from mskiosk.speaking.spoken import SpokenSpeaker
from mskiosk.speaking.voice import load_voice
from mskiosk.speaking.wording import speakable, whole_word, written_places
from tests.speaking.page import PAGE
from tests.speaking.stage import SpokenStage, prompt
from tests.speaking.texts import HOSTILE
from tests.virtual_sound import LOUD, VirtualSound

RATE = 1_000
HELD_BACK = round(PLAYOUT_SECONDS * RATE)


class Listening:
    """A player of 1000 samples a second, which are taken by hand."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.player = Player(self.marks.append, RATE)

    def add(self, serial: int, index: int, seconds: float, *words: Word) -> None:
        assert self.player.add_sentence(serial, index)
        samples = array("h", [9] * round(seconds * RATE))
        assert self.player.add_samples(serial, samples.tobytes(), words)
        self.player.end_sentence(serial)

    def words(self) -> list[tuple[int, int, int]]:
        return [
            (mark.index, mark.offset, mark.length)
            for mark in self.marks
            if isinstance(mark, WordMark)
        ]


def test_a_word_is_told_when_its_first_sample_has_left_the_device() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, 0, 1.0, Word(0, 4, 0.1), Word(5, 3, 0.4))
    ear.player.fill(100 + HELD_BACK - 1)
    assert ear.words() == []
    ear.player.fill(1)
    assert ear.words() == [(0, 0, 4)]
    ear.player.fill(299)
    assert ear.words() == [(0, 0, 4)]
    ear.player.fill(1)
    assert ear.words() == [(0, 0, 4), (0, 5, 3)]


def test_a_word_in_a_later_sentence_has_its_own_place_and_moment() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, 0, 0.2, Word(0, 3, 0.0))
    ear.add(1, 1, 0.5, Word(0, 2, 0.1))
    ear.player.end_prompt(1, array("h"))
    ear.player.fill(300 + HELD_BACK - 1)
    assert ear.words() == [(0, 0, 3)]
    ear.player.fill(1)
    assert ear.words() == [(0, 0, 3), (1, 0, 2)]
    ear.player.fill(1_000)
    kinds = [type(mark) for mark in ear.marks]
    assert kinds == [SentenceMark, WordMark, SentenceMark, WordMark, EndMark]


def test_no_word_of_a_sentence_is_told_once_the_next_has_begun() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, 0, 0.2, Word(0, 3, 0.0), Word(4, 3, 0.199))
    ear.add(1, 1, 0.5)
    ear.player.fill(600)
    assert [type(mark) for mark in ear.marks] == [SentenceMark, WordMark, SentenceMark]


def test_nothing_is_told_of_a_word_after_a_hush() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    ear.add(1, 0, 1.0, Word(0, 4, 0.0), Word(5, 3, 0.02))
    ear.player.fill(30)
    ear.player.hush()
    ear.player.begin(2, is_aloud=True)
    ear.add(2, 0, 1.0)
    ear.player.fill(500)
    assert ear.words() == []


def test_one_buffer_tells_one_word_and_a_place_is_told_once() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=True)
    crowd = [Word(i, 1, i / 1_000) for i in range(100)]
    ear.add(1, 0, 1.0, *crowd, Word(99, 1, 0.2), Word(99, 1, 0.3))
    ear.player.fill(20)
    ear.player.fill(500)
    ear.player.fill(500)
    assert ear.words() == [(0, 99, 1)]


def test_a_prompt_that_is_not_aloud_has_its_words_too() -> None:
    ear = Listening()
    ear.player.begin(1, is_aloud=False)
    ear.add(1, 0, 1.0, Word(0, 4, 0.0))
    assert not any(ear.player.fill(500))
    assert ear.words() == [(0, 0, 4)]


@pytest.mark.parametrize(
    ("offset", "word"),
    [(0, "No"), (2, "No"), (4, "such"), (5, "such"), (9, "2026"), (12, "2026"), (99, "-")],
)
def test_any_place_is_that_of_a_whole_word(offset: int, word: str) -> None:
    text = "No, such 2026. -"
    found = whole_word(Word(offset, 7, 0.5), text)
    assert text[found.offset :][: found.length] == word
    assert found.seconds == 0.5


@pytest.mark.parametrize("text", [*HOSTILE.values(), *PAGE, " a  b\n\n c ", "", "\x00"])
def test_every_character_that_is_said_is_found_in_what_was_written(text: str) -> None:
    said = speakable(text)
    places = written_places(text)
    assert len(places) == len(said)
    assert places == sorted(set(places))
    assert all(text[at] == c for at, c in zip(places, said, strict=True) if c != " ")


def test_words_are_told_as_they_stand_in_what_was_written() -> None:
    text = "  Take\x07\n the\ud800 (new)  tablets!\n"
    told: list[str] = []

    def take(pcm: bytes, words: tuple[Word, ...]) -> bool:
        told.extend(text[word.offset :][: word.length] for word in words)
        return True

    load_voice().render(text, 125, take)
    assert told == ["Take", "the", "new", "tablets"]


@pytest.mark.long
@pytest.mark.parametrize("is_prepared", [False, True])
async def test_a_word_is_told_within_a_tenth_of_a_second_of_its_sound(
    virtual_sound: VirtualSound, tmp_path: Path, *, is_prepared: bool
) -> None:
    told: list[tuple[float, WordStarted]] = []

    def made(report: Reporter) -> SpokenSpeaker:
        def take(event: Event) -> None:
            if isinstance(event, WordStarted):
                told.append((time.monotonic(), event))
            report(event)

        environment = virtual_sound.environment
        return SpokenSpeaker(take, LoopClock(), log=tmp_path / "log", environment=environment)

    stage = SpokenStage(made)
    chance = random.Random(1)
    # Each begins with a burst; at the slowest rate silence is between them.
    words = chance.choices(("pet", "cat", "top", "kit", "pack"), k=8)
    said = prompt(7, "Cat.", " ".join(words) + ".", rate=60)
    stage.speaker.start()
    try:
        await stage.until(SpeakerReady())
        stage.speaker.set_volume(10)
        if is_prepared:
            stage.speaker.prepare(said.texts, 60)
        with virtual_sound.recorder() as recorder:
            stage.speaker.speak(said)
            await stage.until(PromptFinished(7))
            await asyncio.to_thread(recorder.wait_for_silence, since=time.monotonic())
            timeline = recorder.timeline
    finally:
        await stage.speaker.close()
    onsets = [
        t
        for i, (t, rms) in enumerate(timeline)
        if rms >= LOUD and all(before < LOUD for _, before in timeline[max(i - 8, 0) : i])
    ]
    text = said.texts[1].spoken
    assert [(word.turn, word.index) for _, word in told] == [(7, 0)] + [(7, 1)] * len(words)
    assert [text[word.offset :][: word.length] for _, word in told[1:]] == words
    lags = [min((t - onset for onset in onsets), key=abs) for t, _ in told]
    assert max(map(abs, lags)) < 0.1, lags
