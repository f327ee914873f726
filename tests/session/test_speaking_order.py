"""A session and a speaker together: what is heard, in which order, and what is seen with it."""

import random

import pytest

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Earcon
from mskiosk.core.events import Event, ListenerReady, Pressed, SessionStarted
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import Policy
from mskiosk.session.session import Ports, Session
from mskiosk.session.simulation import SimulatedFetcher, SimulatedKeeper, SimulatedListener
from tests.fakes.clock import SimulatedClock
from tests.fakes.display import FakeDisplay
from tests.fakes.speaker import FakeSpeaker
from tests.small_guide import small_guide

SETTINGS = (
    *(Command.SLOWER, Command.FASTER, Command.LOUDER, Command.QUIETER),
    *(Command.SOUNDS_ON_OFF, Command.BIGGER_TEXT),
)


class Kiosk:
    """The whole kiosk but for its devices, on a simulated clock."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.clock = SimulatedClock()
        self.session = Session(Dialogue(small_guide(), policy or Policy()), self.clock)
        self.speaker = FakeSpeaker(self._post, self.clock)
        self.display = FakeDisplay()
        self.speaker.start()
        self.session.post(SessionStarted())
        self.session.connect(
            Ports(
                speaker=self.speaker,
                listener=SimulatedListener(self.session.post),
                display=self.display,
                fetcher=SimulatedFetcher(),
                keeper=SimulatedKeeper(),
            )
        )
        self.session.post(ListenerReady("test"))
        self.clock.advance(0.01)

    def _post(self, event: Event) -> None:
        self.session.post(event)

    def press(self, intent: Intent) -> None:
        self.session.post(Pressed(intent))

    def until_said(self, words: str) -> None:
        """Until a sentence with `words` sounds."""
        for _ in range(100_000):
            if self.speaker.said and words in self.speaker.said[-1].text:
                return
            self.clock.advance(0.01)
        raise AssertionError(f"never said: {words}")

    @property
    def heard(self) -> list[str]:
        return [said.text for said in self.speaker.said if not said.is_cut]


def test_louder_is_said_between_two_whole_sentences() -> None:
    kiosk = Kiosk()
    kiosk.press(Choose(0))
    kiosk.until_said("Sentence 1")
    kiosk.clock.advance(0.5)
    kiosk.press(Command.LOUDER)
    assert kiosk.speaker.volume == 8
    kiosk.until_said("Sentence 2")
    assert kiosk.heard[-3:-1] == ["Sentence 1 of about has some words in it.", "[louder] 10 8"]


def test_another_rate_is_said_after_the_sentence_that_began_again() -> None:
    kiosk = Kiosk()
    kiosk.press(Choose(0))
    kiosk.until_said("Sentence 1")
    kiosk.clock.advance(0.5)
    kiosk.press(Command.FASTER)
    kiosk.until_said("Sentence 2")
    first, again, remark, _ = kiosk.speaker.said[-4:]
    assert first.is_cut
    assert (again.text, again.words_per_minute) == (first.text, 160)
    assert (remark.text, remark.words_per_minute) == ("[faster] 160", 160)


def test_each_word_is_marked_on_the_screen_while_it_sounds() -> None:
    kiosk = Kiosk()
    kiosk.press(Choose(0))
    kiosk.until_said("Sentence 1")
    marked: list[str] = []
    while "Sentence 1" in kiosk.speaker.said[-1].text:
        view = kiosk.display.latest
        if view.marked is not None and (word := view.marked_word):
            shown = view.lines[view.marked].text.shown[word.offset : word.offset + word.length]
            if shown not in marked[-1:]:
                marked.append(shown)
        kiosk.clock.advance(0.01)
    assert marked == ["Sentence", "1", "of", "about", "has", "some", "words", "in", "it."]


def test_the_next_pages_are_prepared_while_this_one_is_read() -> None:
    kiosk = Kiosk()
    kiosk.until_said("Title of home.")
    ready = {text.spoken for text in kiosk.speaker.prepared}
    assert {"Title of about.", "Summary of symptoms.", "[paused]"} <= ready


def test_with_sound_off_each_sentence_is_seen_at_the_pace_of_speech() -> None:
    """E14."""
    kiosk = Kiosk(Policy(is_aloud=False))
    kiosk.press(Choose(1))
    kiosk.until_said("Sentence 2")
    seen = [
        view.lines[view.marked].text.shown
        for view in kiosk.display.views
        if view.id == "symptoms" and view.marked is not None
    ]
    said = [said.text for said in kiosk.speaker.said if "symptoms" in said.text]
    assert list(dict.fromkeys(seen)) == said
    assert not any(view.marked_word for view in kiosk.display.views)
    assert kiosk.speaker.chimes == []


@pytest.mark.parametrize("seed", range(5))
def test_a_page_is_heard_whole_and_in_order_under_any_change_of_settings(seed: int) -> None:
    """V1, V2, X13: 300 presses, and no sentence is lost; `FakeSpeaker` fails where something less
    important would cut what sounds."""
    rng = random.Random(seed)
    kiosk = Kiosk()
    kiosk.press(Choose(0))
    pressed = 0
    while "[no choices]" not in kiosk.heard and pressed < 300:
        kiosk.clock.advance(rng.random() * 2)
        kiosk.press(rng.choice(SETTINGS))
        pressed += 1
    kiosk.until_said("[no choices]")
    page = [line.text.spoken for line in kiosk.session.state.lines]
    heard = [page.index(text) for text in kiosk.heard if text in page]
    assert list(dict.fromkeys(heard)) == list(range(len(page)))
    assert heard == sorted(heard), "nothing but the sentence that was just said is said again"


@pytest.mark.parametrize("seed", range(5))
def test_after_each_press_only_what_belongs_to_it_is_said(seed: int) -> None:
    """Nothing of an old place, and one earcon at most."""
    rng = random.Random(seed)
    kiosk = Kiosk()
    commands: list[Intent] = [c for c in Command if c not in (Command.GOODBYE, *SETTINGS)]
    for _ in range(300):
        kiosk.clock.advance(rng.random() * 3)
        cut, chimed = len(kiosk.speaker.said), len(kiosk.speaker.chimes)
        kiosk.press(rng.choice([Choose(rng.randrange(3)), *commands]))
        place = kiosk.display.latest.id
        assert len(kiosk.speaker.chimes) <= chimed + 1
        kiosk.clock.advance(0.02)
        for said in kiosk.speaker.said[cut:]:
            for page in ("home", "about", "symptoms", "treatment"):
                if f"Sentence 0 of {page}" in said.text:
                    assert place in (page, "said")
    assert Earcon.MOVED in {earcon for _, earcon in kiosk.speaker.chimes}
