"""Captions without a voice keep the pace of speech, word by word."""

import pytest

from mskiosk.core.effects import Priority, Speak
from mskiosk.core.events import Event, PromptFinished, SentenceStarted, WordStarted
from mskiosk.core.guide import Text
from mskiosk.session.simulation import SimulatedClock
from mskiosk.speaking.captions import CaptionSpeaker
from mskiosk.speaking.pace import caption_seconds

RATE = 125


class Captions:
    def __init__(self, *texts: str) -> None:
        self.clock = SimulatedClock()
        self.events: list[tuple[float, Event]] = []
        self.speaker = CaptionSpeaker(
            lambda event: self.events.append((self.clock.now(), event)), self.clock
        )
        self.speaker.speak(
            Speak(
                turn=3,
                texts=tuple(Text(text, text) for text in texts),
                words_per_minute=RATE,
                priority=Priority.READING,
            )
        )

    def words(self) -> list[tuple[int, int]]:
        """The sentence of each word, and where in it."""
        return [(e.index, e.offset) for _, e in self.events if isinstance(e, WordStarted)]


def test_words_start_one_after_another_within_the_time_of_their_sentence() -> None:
    captions = Captions("There is no  cure yet.", "So.")
    captions.clock.advance(60)
    assert captions.words() == [(0, 0), (0, 6), (0, 9), (0, 13), (0, 18), (1, 0)]
    moments = [at for at, _ in captions.events]
    assert moments == sorted(moments)
    first, second = [at for at, event in captions.events if isinstance(event, SentenceStarted)]
    assert second - first == pytest.approx(caption_seconds("There is no  cure yet.", RATE))
    assert captions.events[-1][1] == PromptFinished(3)


def test_a_word_is_told_with_its_length() -> None:
    captions = Captions("No cure, yet.")
    captions.clock.advance(60)
    told = [event for _, event in captions.events if isinstance(event, WordStarted)]
    assert told == [WordStarted(3, 0, 0, 2), WordStarted(3, 0, 3, 5), WordStarted(3, 0, 9, 4)]


@pytest.mark.parametrize("text", ["", " ", "word", "  word "])
def test_a_text_of_at_most_one_word_has_its_time(text: str) -> None:
    captions = Captions(text, "End.")
    captions.clock.advance(60)
    assert captions.events[-1][1] == PromptFinished(3)


def test_no_word_follows_a_hush() -> None:
    captions = Captions("There is no cure yet.")
    captions.clock.advance(0.5)
    captions.speaker.hush()
    before = list(captions.events)
    captions.clock.advance(60)
    assert captions.events == before
