"""Each sentence once, as it is said; choices with their numbers. W16, S2, E14."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mskiosk.core.effects import Interject, Speak
from mskiosk.core.events import Event, PromptFinished, SentenceStarted
from mskiosk.core.guide import Text
from mskiosk.core.view import View
from mskiosk.plain.display import PlainDisplay
from mskiosk.plain.printout import Printout
from mskiosk.plain.speaker import PlainSpeaker
from tests.fakes.clock import SimulatedClock
from tests.plain.stand import prompt
from tests.ui.views import page, question, text

GOLDEN = """\
Treatments
Treatments can slow MS down, calm a relapse, or ease one symptom.
There is no cure yet.
Treating a relapse
A relapse is a new symptom that lasts for more than 24 hours.
Steroids can make a relapse shorter, but they do not change how you are in the end.
They can upset sleep, mood and the stomach for as long as they last.
Slowing MS down
Disease-modifying treatments lower the number of relapses, and some slow MS itself.
Each one has its own risks, and each needs its own checks.
Your MS team can tell you which of them fit you.
We are fairly sure of this page.
It was last checked on 3 March 2025.
1. Treating a relapse
2. Disease-modifying treatments
3. Stem cells: the two kinds
4. Easing symptoms day by day
5. Get help now
"""


class Paper:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
        self._printout = Printout(self._descriptor)
        self.events: list[Event] = []
        self.clock = SimulatedClock()
        self.display = PlainDisplay(self._printout)
        self.speaker = PlainSpeaker(self.display, self.clock, self.events.append)

    def say(self, *texts: Text) -> None:
        self.speaker.speak(Speak(turn=1, texts=texts, words_per_minute=125))
        self.clock.advance(0)

    def read(self) -> str:
        self._printout.close()
        return self._path.read_text()

    def close(self) -> None:
        self._printout.close()
        os.close(self._descriptor)


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    made = Paper(tmp_path / "paper")
    yield made
    made.close()


def spoken(view: View) -> tuple[Text, ...]:
    return tuple(line.text for line in view.lines)


def test_a_page_is_printed_as_it_is_read(paper: Paper) -> None:
    paper.display.show(page())
    paper.say(*spoken(page()))
    assert paper.read() == GOLDEN


def test_a_view_that_comes_again_prints_nothing(paper: Paper) -> None:
    paper.display.show(page())
    paper.say(*spoken(page()))
    paper.display.show(replace(page(), marked=4, heard=text("I heard: next")))
    paper.display.show(replace(page(), marked=5, focus=2))
    assert paper.read() == GOLDEN


def test_a_repeat_is_printed_again(paper: Paper) -> None:
    paper.say(text("There is no cure yet."))
    paper.say(text("There is no cure yet."))
    assert paper.read() == "There is no cure yet.\n" * 2


def test_a_title_is_printed_once_and_again_when_it_is_repeated(paper: Paper) -> None:
    paper.display.show(page())
    paper.say(text("Treatments"))
    paper.say(text("Treatments"))
    assert paper.read() == "Treatments\n" * 2


def test_the_answers_to_a_question_follow_it(paper: Paper) -> None:
    paper.display.show(question())
    paper.say(*spoken(question()))
    paper.say(text("Please answer."))
    assert paper.read().splitlines() == [
        question().title.shown,
        "1. Yes please",
        "2. No thanks",
        "Please answer.",
    ]


def test_the_unshown_rest_of_a_long_sentence_prints_nothing(paper: Paper) -> None:
    paper.say(Text("A long sentence.", "A long"), Text("", "sentence."))
    assert paper.read() == "A long sentence.\n"


def test_a_prompt_that_is_not_aloud_is_printed_too(paper: Paper) -> None:
    paper.speaker.speak(replace(prompt(1, "Speech is off."), is_aloud=False))
    paper.clock.advance(0)
    assert paper.read() == "Speech is off.\n"


def test_a_hush_cuts_what_is_left(paper: Paper) -> None:
    paper.speaker.speak(prompt(1, "One.", "Two."))
    paper.speaker.hush()
    paper.clock.advance(1)
    assert paper.events == []
    assert paper.read() == ""


def test_a_new_prompt_replaces_the_old_one(paper: Paper) -> None:
    paper.speaker.speak(prompt(1, "One."))
    paper.speaker.speak(prompt(2, "Two."))
    paper.clock.advance(0)
    assert paper.events == [SentenceStarted(2, 0), PromptFinished(2)]
    assert paper.read() == "Two.\n"


def test_a_prompt_without_sentences_finishes(paper: Paper) -> None:
    paper.speaker.speak(prompt(3))
    paper.clock.advance(0)
    assert paper.events == [PromptFinished(3)]


def test_a_remark_is_a_line_of_its_own_and_cuts_nothing(paper: Paper) -> None:
    remark = Interject(turn=1, text=text("Louder. Volume 8 of 10."), words_per_minute=125)
    events: list[Event] = []

    def report(event: Event) -> None:
        events.append(event)
        if event == SentenceStarted(1, 0):
            speaker.interject(replace(remark, turn=0))
            speaker.interject(remark)

    speaker = PlainSpeaker(paper.display, paper.clock, report)
    speaker.interject(remark)
    speaker.speak(prompt(1, "One.", "Two."))
    paper.clock.advance(0)
    speaker.interject(remark)
    assert events == [SentenceStarted(1, 0), SentenceStarted(1, 1), PromptFinished(1)]
    assert paper.read() == "One.\nLouder. Volume 8 of 10.\nTwo.\n"
