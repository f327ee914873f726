"""What is written down of a visit: that it was, how it went, and nothing of what it was about."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import Effect, EndSession, Speak
from mskiosk.core.events import (
    Beginning,
    Event,
    HeadsetPlugged,
    Hypothesis,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    Pressed,
    PromptFinished,
    Quality,
    SessionStarted,
    SpeakerReady,
    SpeechEnded,
    SpeechStarted,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.core.state import Phase, State, VisitEnding
from mskiosk.kiosk.records import (
    Engine,
    ListenerHasFailed,
    ListenerIsReady,
    Record,
    SpeakerIsReady,
    Started,
    VisitBegun,
    VisitEnd,
    VisitEnded,
    Way,
    said,
)
from mskiosk.kiosk.tallying import Tally
from tests.core.test_histories import WORDS, World
from tests.core.test_private_histories import GUIDE
from tests.small_guide import small_guide

STRANGERS = Policy(profile=Profile.CLINIC, has_visits=True)


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


@pytest.mark.parametrize(
    ("event", "way"),
    [
        (Pressed(Command.REPEAT), Way.KEY),
        (Pressed(Command.SWITCH), Way.SWITCH),
        (HeadsetPlugged(), Way.HEADSET),
    ],
)
def test_somebody_begins_a_visit_at_a_resting_kiosk(event: Event, way: Way) -> None:
    visit = Visit(Beginning.RESTING, STRANGERS)
    assert visit.records == [Started(Beginning.RESTING), SpeakerIsReady()]
    assert visit.tally.broken(1) == (), "there is no visit yet"
    visit.happen(event)
    assert VisitBegun(way) in visit.records


def test_a_greeting_begins_a_visit_by_voice_and_is_its_first_phrase() -> None:
    visit = Visit(Beginning.CLEARED, STRANGERS)
    visit.happen(ListenerReady("vosk"), PromptFinished(visit.state.turn))
    turn = visit.state.turn
    visit.happen(SpeechStarted(turn), SpeechEnded(turn, (Hypothesis("hello kiosk", 1.0),)))
    assert visit.records[-1] == VisitBegun(Way.VOICE)
    assert visit.tally.counts
    assert (visit.tally.counts.phrases, visit.tally.counts.nomatches) == (1, 0)


@pytest.mark.parametrize("ending", VisitEnding)
def test_a_visit_ends_as_the_dialogue_says(ending: VisitEnding) -> None:
    visit = Visit(Beginning.ANEW, STRANGERS)
    after = replace(visit.state, ending=ending, phase=Phase.ENDED)
    _, records = visit.tally.step(
        visit.state,
        Pressed(Command.REPEAT),
        after,
        (EndSession(Beginning.CLEARED),),
        guide=GUIDE,
        now_seconds=visit.now,
    )
    (ended,) = records
    assert isinstance(ended, VisitEnded)
    assert ended.how.value == ending.value


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


class WatchedWorld(World):
    """A guide with private pages, at a clinic where strangers come and go."""

    def __init__(self, *, has_visits: bool) -> None:
        self.tally = Tally()
        self.lines: list[str] = []
        begins = Beginning.RESTING if has_visits else Beginning.VISIT
        super().__init__(Policy(profile=Profile.CLINIC, has_visits=has_visits), GUIDE, begins)
        self.happen(ListenerReady("a"))
        self.happen(SpeakerReady())

    def check(self, effects: tuple[Effect, ...]) -> None:
        """What a dialogue must keep has tests of its own."""

    def check_order(self, event: Event, sounded: Speak | None, effects: tuple[Effect, ...]) -> None:
        """The same."""

    def happen(self, event: Event) -> None:
        before = self.state
        super().happen(event)
        step = self.dialogue.step(before, event)
        self.tally, records = self.tally.step(
            before,
            event,
            step.state,
            step.effects,
            guide=GUIDE,
            now_seconds=float(len(self.lines)),
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
@given(seed=st.integers(0, 2**32), length=st.integers(0, 150), has_visits=st.booleans())
def test_no_word_that_was_shown_said_or_heard_is_in_a_line(
    seed: int, length: int, *, has_visits: bool
) -> None:
    """P5: whatever happens, and in whatever order."""
    rng = random.Random(seed)
    world = WatchedWorld(has_visits=has_visits)
    for _ in range(length):
        if world.state.phase is Phase.ENDED:
            break
        world.happen(world.likely(rng))
    assert world.lines
    for line in world.lines:
        values = {part.partition("=")[2] for part in line.split()[1:]}
        assert not values & words_of_the_guide(), line
        assert not [w for w in words_of_the_guide() if " " in w and w.replace(" ", "-") in line]
