"""Random histories: what must hold whatever happens, in whatever order (design section 8)."""

import random
import re
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.effects import (
    Chime,
    Effect,
    Hush,
    Interject,
    Listen,
    Prepare,
    Speak,
    StartTimer,
    StopListening,
    StopTimer,
)
from mskiosk.core.events import (
    MOST_LEVEL,
    Beginning,
    Ending,
    Event,
    FetchEnded,
    FetchProgressed,
    HeadsetPlugged,
    HeadsetUnplugged,
    Hypothesis,
    KeyCaptured,
    LevelMeasured,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    MicrophoneChanged,
    Pressed,
    PromptFinished,
    Quality,
    QuietHoursChanged,
    SampleFault,
    SampleHeard,
    ScreenMeasured,
    SentenceStarted,
    SessionStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
    StaffCallEnded,
    StrikesUnsteady,
    Timer,
    TimerExpired,
    VoiceNotKept,
    WordStarted,
)
from mskiosk.core.grammar import Grammar
from mskiosk.core.guide import Guide
from mskiosk.core.intents import Choose, Command
from mskiosk.core.look import TEXT_SIZES
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.preparing import MOST_TEXTS
from mskiosk.core.privacy import is_heard
from mskiosk.core.recalling import UTTERANCES_KEPT
from mskiosk.core.showing import view_of
from mskiosk.core.state import Hearing, LessonPlace, Phase, SaidPlace, State, VisitEnding, page_of
from tests.small_guide import small_guide

pytestmark = pytest.mark.unhurried

GUIDE = small_guide()
PAGE_NAMED = re.compile(r"(?:Summary|Heading|Sentence \d+) of (\w+)")
CUTS = (
    Pressed
    | KeyCaptured
    | SpeechEnded
    | SampleHeard
    | SpeakerReady
    | HeadsetPlugged
    | HeadsetUnplugged
)
ENDS_VISITS = (Timer.LEAVING, Timer.GRACE)
OWN_TURN = (Timer.DEBOUNCE, Timer.STAFF)
"""These waits go on while prompts come and go, and have a turn of their own."""
WORDS = ["two", "yes please", "banana", "no", "go back", "stop", "goodbye", "this one", "repeat"]


class World:
    """What a speaker, a listener and a clock would know, from the effects alone."""

    def __init__(
        self, policy: Policy, guide: Guide = GUIDE, begins: Beginning = Beginning.VISIT
    ) -> None:
        self.policy = policy
        self.guide = guide
        self.dialogue = Dialogue(guide, policy)
        self.state: State = self.dialogue.begin()
        self.speaking: int | None = None
        self.sounds: Speak | None = None
        """What is being said, as long as the voice lives."""
        self.listening: int | None = None
        self.timers: dict[Timer, int] = {}
        is_alone = begins is Beginning.VISIT
        self.happen(SessionStarted(begins=begins, offers_model=is_alone, model_megabytes=41))

    def happen(self, event: Event) -> None:
        if isinstance(event, PromptFinished) and event.turn == self.speaking:
            self.speaking = self.sounds = None
        if isinstance(event, SpeakerFailed) or (
            isinstance(event, TimerExpired) and event.timer is Timer.PROMPT
        ):
            self.sounds = None
        before, sounded = self.state, self.sounds
        if isinstance(event, TimerExpired):
            self.timers.pop(event.timer, None)
        step = self.dialogue.step(self.state, event)
        self.state = step.state
        for effect in step.effects:
            self._note(effect)
        self.check(step.effects)
        self.check_order(event, sounded, step.effects)
        self.check_screen(event, before)

    def check_order(self, event: Event, sounded: Speak | None, effects: tuple[Effect, ...]) -> None:
        """Only what the person does cuts what is said; each act has at most one earcon; a remark
        belongs to what is being said, and what is to be prepared is little."""
        cuts = [effect for effect in effects if isinstance(effect, Hush | Speak)]
        is_ending = isinstance(event, TimerExpired) and event.timer in ENDS_VISITS
        if sounded and cuts and not is_ending:
            assert isinstance(event, CUTS), f"{event} cuts"
        assert sum(isinstance(effect, Chime) for effect in effects) <= 1
        for effect in effects:
            if isinstance(effect, Interject):
                assert isinstance(event, Pressed | SpeechEnded | StaffCallEnded)
                assert effect.turn == self.state.turn
                assert self.state.phase in (Phase.READING, Phase.REPLYING)
            if isinstance(effect, Prepare):
                assert len(effect.texts) <= MOST_TEXTS

    def check_screen(self, event: Event, before: State) -> None:
        """E14: what is said, and the name of what sounds, stands on the screen, and the marked
        word in its sentence. No page but this one is read."""
        state, view = self.state, view_of(self.state, self.guide)
        marked = view.lines[view.marked].text.shown if view.marked is not None else ""
        caption = view.caption.shown if view.caption else ""
        focused = view.choices[view.focus].label.shown if view.focus is not None else ""
        for word, shown in ((view.marked_word, marked), (view.caption_word, caption)):
            assert word is None or shown[word.offset : word.offset + word.length].strip()
        speak = self.sounds
        if state.settings.is_screen_hidden and is_heard(state):
            return  # somebody wanted it so
        if speak is None or state.phase not in (Phase.READING, Phase.REPLYING):
            return
        if not isinstance(state.place, SaidPlace):
            for page in PAGE_NAMED.findall(" ".join(text.spoken for text in speak.texts)):
                assert page in (view.id, view.id.partition(":")[2], page_of(state.place)), page
        if isinstance(event, SentenceStarted) and event.turn == before.turn:
            at = event.index
            if at < len(speak.texts):
                shown = speak.texts[at].shown
                assert shown in (caption, marked, focused, ""), f"{shown!r} is said and not shown"

    def _note(self, effect: Effect) -> None:
        match effect:
            case Speak(turn=turn):
                self.speaking = turn
                self.sounds = effect
            case Hush():
                self.sounds = None
            case Listen(turn=turn):
                self.listening = turn
            case StopListening():
                self.listening = None
            case StartTimer(timer, turn):
                self.timers[timer] = turn
            case StopTimer(timer):
                self.timers.pop(timer, None)
            case _:
                pass

    def check(self, effects: tuple[Effect, ...]) -> None:
        state = self.state
        if state.phase is Phase.ENDED:
            return
        may_overlap = self.policy.has_headset or state.hearing is Hearing.TYPED
        is_speaking = state.phase in (Phase.READING, Phase.REPLYING)
        assert may_overlap or not (is_speaking and state.is_microphone_open), "hears itself"
        if state.is_microphone_open:
            assert state.hearing in (Hearing.SPEECH, Hearing.TYPED)
            assert self.listening is not None, "listens with a closed microphone"
        view = view_of(state, self.guide)
        assert view.title.spoken
        assert view.lines
        assert view.voice_status.shown
        assert view.microphone_status.shown
        assert Grammar.of(view, self.guide).match("get help now") is Command.GET_HELP_NOW
        live = {timer for timer, turn in self.timers.items() if turn == state.turn}
        waits = state.phase in (Phase.WAITING, Phase.PAUSED)
        is_listened_to = state.is_microphone_open or state.hearing in (
            Hearing.NONE,
            Hearing.RESTARTING,
            Hearing.STARTING,
            Hearing.SWITCHED_OFF,
        )
        assert live or (waits and is_listened_to), f"silent and waiting for nothing: {state.phase}"
        for speak in effects:
            if isinstance(speak, Speak):
                assert speak.texts, "a prompt without words"
                assert speak.turn == max(e.turn for e in effects if isinstance(e, Speak))

    def likely(self, rng: random.Random) -> Event:
        """Something that could happen now, sometimes late, sometimes twice."""
        turn = self.state.turn - (rng.random() < 0.1) * rng.randrange(1, 4)
        match rng.randrange(12):
            case 0 | 1:
                return PromptFinished(turn)
            case 2 if rng.random() < 0.5:
                return WordStarted(turn, rng.randrange(3), rng.randrange(40), rng.randrange(9))
            case 2:
                return SentenceStarted(turn, rng.randrange(6))
            case 3 | 4:
                timer = rng.choice(list(self.timers) or list(Timer))
                return TimerExpired(timer, self.timers.get(timer, turn))
            case 5 if isinstance(place := self.state.place, LessonPlace) and rng.random() < 0.8:
                fault = rng.choice([None, None, None, *SampleFault])
                return SampleHeard(turn, place.phrase, fault)
            case 5:
                return SpeechStarted(turn) if rng.random() < 0.7 else SpeechPaused(turn)
            case 6:
                words = rng.choice(WORDS)
                heard = (Hypothesis(words, rng.random()),) * rng.randrange(3)
                ending = rng.choice(list(Ending))
                return SpeechEnded(turn, heard if ending is Ending.PAUSE else (), ending)
            case 7 | 8 | 9:
                if rng.random() < 0.4:
                    return Pressed(Choose(rng.randrange(9)))
                return Pressed(rng.choice([c for c in Command if c is not Command.GOODBYE]))
            case 10:
                devices: list[Event] = [
                    SpeakerReady(),
                    SpeakerFailed(rng.choice(list(SpeakerFault))),
                    ListenerReady(rng.choice(["a", "b"])),
                    ListenerFailed(rng.choice(list(ListenerFault))),
                    MicrophoneChanged(rng.choice(list(Quality))),
                    LevelMeasured(rng.randint(0, MOST_LEVEL)),
                    VoiceNotKept(),
                    ScreenMeasured(rng.choice(TEXT_SIZES)),
                    StrikesUnsteady(0.4),
                    KeyCaptured("a"),
                    KeyCaptured("b"),
                    HeadsetPlugged(),
                    HeadsetUnplugged(),
                    QuietHoursChanged(rng.random() < 0.5),
                    StaffCallEnded(rng.random() < 0.5),
                ]
                return rng.choice(devices)
            case _:
                fetch: list[Event] = [FetchProgressed(rng.randrange(0, 101, 5)), FetchEnded()]
                return rng.choice(fetch)


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("has_headset", [False, True])
def test_ten_thousand_random_events_keep_every_property(seed: int, *, has_headset: bool) -> None:
    rng = random.Random(seed)
    policy = Policy(
        has_headset=has_headset,
        offers_lessons=True,
        offers_one_by_one=True,
        orients=True,
        calls_staff=True,
    )
    world = World(policy)
    world.happen(ListenerReady("a"))
    world.happen(SpeakerReady())
    for _ in range(10_000):
        world.happen(world.likely(rng))
        if world.state.phase is Phase.ENDED:
            world = World(policy)
    assert len(world.state.trail) <= world.policy.trail_length
    assert len(world.state.pending) < 20
    assert len(world.state.reply) < 40
    assert len(world.state.said) <= UTTERANCES_KEPT


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("has_headset", [False, True])
def test_so_do_random_visits_of_strangers(seed: int, *, has_headset: bool) -> None:
    """And each way to begin and to end comes about, the state after an end being that at start."""
    rng = random.Random(seed)
    policy = Policy(
        profile=Profile.CLINIC,
        has_visits=True,
        has_headset=has_headset,
        orients=True,
        offers_one_by_one=True,
        offers_lessons=True,
    )
    endings: set[VisitEnding | None] = set()
    world = World(policy, begins=Beginning.RESTING)
    for _ in range(10_000):
        world.happen(world.likely(rng))
        if world.state.phase is Phase.ENDED:
            endings.add(world.state.ending)
            is_anew = world.state.ending is VisitEnding.NEW_PERSON
            world = World(policy, begins=Beginning.ANEW if is_anew else Beginning.CLEARED)
            assert world.state.trail == ()
    assert set(VisitEnding) - {VisitEnding.GOODBYE} <= endings


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), length=st.integers(0, 60))
@example(seed=818021, length=60)
def test_main_menu_works_from_everywhere(seed: int, length: int) -> None:
    rng = random.Random(seed)
    world = World(Policy(offers_one_by_one=True, orients=True))
    for _ in range(length):
        world.happen(world.likely(rng))
    assume(world.state.phase is not Phase.ENDED)
    world.happen(Pressed(Command.LEARN_KEYS)) if world.state.is_learning_keys else None
    world.happen(Pressed(Command.MAIN_MENU))
    assert view_of(world.state, GUIDE).id == "home"


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), length=st.integers(0, 60), age=st.integers(1, 50))
def test_a_stale_report_changes_nothing(seed: int, length: int, age: int) -> None:
    rng = random.Random(seed)
    world = World(Policy())
    for _ in range(length):
        world.happen(world.likely(rng))
    old = world.state.turn - age
    heard = (Hypothesis("main menu", 1.0),)
    reports: list[Event] = [PromptFinished(old), SentenceStarted(old, 0), SpeechStarted(old)]
    reports += [
        SampleHeard(old, "one"),
        WordStarted(old, 0, 0, 3),
        SpeechEnded(old, heard),
        *(TimerExpired(timer, old) for timer in Timer if timer not in OWN_TURN),
    ]
    for report in reports:
        step = world.dialogue.step(world.state, report)
        assert step.state == world.state
        assert step.effects == ()


def test_every_value_of_the_state_is_frozen() -> None:
    state = World(Policy()).state
    assert is_dataclass(state)
    for field in fields(state):
        hash(getattr(state, field.name))
