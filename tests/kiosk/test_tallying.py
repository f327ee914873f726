"""What is written down of a visit: that it was, how it went, and nothing of what it was about."""

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import EndSession
from mskiosk.core.events import (
    Beginning,
    Event,
    Hypothesis,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    Pressed,
    Quality,
    SessionStarted,
    SpeakerReady,
    SpeechEnded,
    SpeechStarted,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.core.state import Phase, State
from mskiosk.kiosk.records import (
    Engine,
    ListenerHasFailed,
    ListenerIsReady,
    Record,
    Started,
    VisitBegun,
    VisitEnd,
    VisitEnded,
    Way,
    said,
)
from mskiosk.kiosk.tallying import Tally
from tests.core.test_histories import WORDS, World
from tests.core.test_private_histories import GUIDE, PrivateWorld
from tests.small_guide import small_guide


class Visit:
    """A dialogue that is watched; a second goes by with each event."""

    def __init__(self, begins: Beginning = Beginning.VISIT, policy: Policy | None = None) -> None:
        self.dialogue = Dialogue(small_guide(), policy or Policy(profile=Profile.CLINIC))
        self.state: State = self.dialogue.begin()
        self.tally = Tally()
        self.records: list[Record] = []
        self.now = 100.0
        self.happen(SessionStarted(begins=begins), SpeakerReady())

    def happen(self, *events: Event) -> None:
        for event in events:
            step = self.dialogue.step(self.state, event)
            self.tally, records = self.tally.step(
                self.state, event, step.state, step.effects, guide=GUIDE, now_seconds=self.now
            )
            self.records += records
            self.state = step.state
            self.now += 1

    @property
    def end(self) -> VisitEnded:
        (end,) = (record for record in self.records if isinstance(record, VisitEnded))
        return end


def test_a_visit_is_counted_from_its_beginning_to_its_end() -> None:
    visit = Visit()
    visit.happen(ListenerReady("spotter+vosk"), Pressed(Choose(0)))
    visit.happen(Pressed(Command.STOP))
    turn = visit.state.turn
    banana, menu = (Hypothesis(words, 1.0) for words in ("banana", "main menu"))
    visit.happen(SpeechStarted(turn), SpeechEnded(turn, (banana,)))
    visit.happen(SpeechEnded(visit.state.turn, (menu,)), SpeechEnded(turn, (menu,)))
    visit.happen(Pressed(Command.HELP), Pressed(Command.GOODBYE))
    if visit.state.phase is not Phase.ENDED:
        visit.happen(Pressed(Command.YES))
    ends = [e for e in visit.records if isinstance(e, VisitEnded)]
    assert visit.records[:2] == [Started(Beginning.VISIT), VisitBegun(Way.START)]
    assert ListenerIsReady(Engine.SPOTTER_VOSK) in visit.records
    assert visit.tally.counts or ends
    counts = ends[0] if ends else visit.tally.counts
    assert counts
    assert (counts.presses, counts.phrases, counts.nomatches) == (5, 1, 1)


def test_the_next_person_begins_a_visit_as_such() -> None:
    assert VisitBegun(Way.NEW_PERSON) in Visit(Beginning.ANEW).records
    assert VisitBegun(Way.RESTART) in Visit(Beginning.RESTARTED).records


def test_a_visit_that_ends_for_a_new_person_says_so() -> None:
    visit = Visit()
    step = visit.dialogue.step(visit.state, Pressed(Command.HELP))
    end = (*step.effects, EndSession(Beginning.ANEW))
    tally, records = visit.tally.step(
        visit.state, Pressed(Command.HELP), step.state, end, guide=GUIDE, now_seconds=161.4
    )
    assert tally.counts is None
    (ended,) = records
    assert isinstance(ended, VisitEnded)
    assert (ended.how, ended.seconds) == (VisitEnd.NEW_PERSON, 61)


def test_a_program_that_breaks_ends_the_visit_by_a_fault() -> None:
    visit = Visit()
    (ended,) = visit.tally.broken(visit.now)
    assert isinstance(ended, VisitEnded)
    assert ended.how is VisitEnd.FAULT
    assert replace(visit.tally, counts=None).broken(visit.now) == ()


def test_the_same_fault_again_is_no_news() -> None:
    visit = Visit()
    lost = ListenerFailed(ListenerFault.LOST)
    visit.happen(lost, lost, ListenerReady("another"), lost)
    assert visit.records[-3:] == [
        ListenerHasFailed(ListenerFault.LOST),
        ListenerIsReady(Engine.OTHER),
        ListenerHasFailed(ListenerFault.LOST),
    ]


def test_a_key_of_somebody_with_switches_is_a_switch() -> None:
    policy = Policy(profile=Profile.CLINIC, switches=Switches.TWO)
    visit = Visit(policy=policy)
    resting = replace(visit.tally, counts=None)
    press = Pressed(Command.NEXT_CHOICE)
    step = visit.dialogue.step(visit.state, press)
    _, records = resting.step(
        visit.state, press, step.state, step.effects, guide=GUIDE, now_seconds=1
    )
    assert VisitBegun(Way.SWITCH) in records


class WatchedWorld(PrivateWorld):
    def __init__(self) -> None:
        self.tally = Tally()
        self.lines: list[str] = []
        super().__init__()

    def happen(self, event: Event) -> None:
        before = self.state
        World.happen(self, event)
        step = self.dialogue.step(before, event)
        self.tally, records = self.tally.step(
            before, event, step.state, step.effects, guide=GUIDE, now_seconds=float(len(self.lines))
        )
        self.lines += [said(record) for record in records]


def words_of_the_guide() -> set[str]:
    """Labels, titles and ids of pages, and what was said to the kiosk."""
    found = set(WORDS) | set(GUIDE.topics)
    for topic in GUIDE.topics.values():
        found |= {topic.title.spoken, *(text.spoken for text in topic.summary)}
        for choice in topic.choices:
            found |= {choice.label.spoken, *choice.phrases}
    names = {each.value for each in (*Quality, *ListenerFault, *Way, *VisitEnd)}
    return {word.lower() for word in found if len(word) > 3} - names


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), length=st.integers(0, 150))
def test_no_word_that_was_shown_said_or_heard_is_in_a_line(seed: int, length: int) -> None:
    """P5: whatever happens, and in whatever order."""
    rng = random.Random(seed)
    world = WatchedWorld()
    for _ in range(length):
        if world.state.phase is Phase.ENDED:
            break
        world.happen(world.likely(rng))
    assert world.lines
    for line in world.lines:
        values = {part.partition("=")[2] for part in line.split()[1:]}
        assert not values & words_of_the_guide(), line
        assert not [w for w in words_of_the_guide() if " " in w and w.replace(" ", "-") in line]
