"""Whatever happens, no private word is heard before the person has said that it may be (E7)."""

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mskiosk.core.effects import Effect, Interject, Speak
from mskiosk.core.events import Event, Hypothesis, ListenerReady, Pressed, SpeakerReady, SpeechEnded
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.showing import view_of
from mskiosk.core.state import Phase, QuestionPlace
from tests.core.test_histories import World
from tests.private_guide import private_guide, secrets

pytestmark = pytest.mark.unhurried

GUIDE = private_guide()
SECRETS = {page: secrets(GUIDE, page) for page in ("leak", "neighbour")}
SAID = ["secret diary", "secret neighbour", "sources", "explain words", "one", "three"]
VISIT = 200
"""Events until another person comes."""


class PrivateWorld(World):
    """At a clinic, with a loudspeaker. Begins where the private pages are."""

    def __init__(self) -> None:
        self.private_steps = 0
        self.silent_steps = 0
        super().__init__(Policy(profile=Profile.CLINIC), GUIDE)
        self.happen(ListenerReady("a"))
        self.happen(SpeakerReady())

    def happen(self, event: Event) -> None:
        before = self.state
        super().happen(event)
        if self.state.consents - before.consents:
            assert isinstance(before.place, QuestionPlace), "consent without a question"
            (page,) = self.state.consents - before.consents
            assert view_of(self.state, GUIDE).id.split(":")[-1] == page, "consent for another page"
        self.private_steps += view_of(self.state, GUIDE).title.shown.endswith("leak.")
        self.silent_steps += self.state.silent_page is not None

    def check(self, effects: tuple[Effect, ...]) -> None:
        super().check(effects)
        agreed = self.state.consents
        open_to_all = {text for page in agreed for text in SECRETS[page]}
        withheld = {text for page in SECRETS.keys() - agreed for text in SECRETS[page]}
        kept = [x for text in self.state.said for x in withheld - open_to_all if x in text.spoken]
        assert not kept, f"{kept} can be heard again"
        for effect in effects:
            if isinstance(effect, Interject):
                assert not [x for x in withheld - open_to_all if x in effect.text.spoken]
            if isinstance(effect, Speak) and effect.is_aloud:
                for said in effect.texts:
                    leaked = [x for x in withheld - open_to_all if x in said.spoken]
                    assert not leaked, f"{said.spoken!r} is heard at {self.state.place}"

    def likely(self, rng: random.Random) -> Event:
        """The way to the private pages, and what can be said there, more often than elsewhere."""
        if view_of(self.state, GUIDE).id == "home" and rng.random() < 0.3:
            return Pressed(Choose(1))
        if view_of(self.state, GUIDE).id == "symptoms" and rng.random() < 0.3:
            return Pressed(Choose(0))
        if rng.random() < 0.1:
            likely: list[Intent] = [Choose(2), Command.GO_BACK, Command.THIS_ONE]
            return Pressed(rng.choice(likely))
        if rng.random() < 0.1 and self.state.is_microphone_open:
            heard = Hypothesis(rng.choice(SAID), rng.choice([0.3, 1.0]))
            return SpeechEnded(self.state.turn, (heard,))
        return super().likely(rng)


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.long) for n in (1, 2, 3))])
def test_ten_thousand_random_events_give_nothing_away(seed: int) -> None:
    rng = random.Random(seed)
    world = PrivateWorld()
    private_steps = silent_steps = agreed = 0
    for count in range(1, 10_001):
        world.happen(world.likely(rng))
        if world.state.phase is Phase.ENDED or count % VISIT == 0:
            private_steps += world.private_steps
            silent_steps += world.silent_steps
            agreed += len(world.state.consents)
            world = PrivateWorld()
    assert min(private_steps, silent_steps) > 200, "the histories pass the pages by"
    assert agreed > 5


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), length=st.integers(0, 120))
@example(seed=1, length=120)
def test_no_private_word_is_heard_before_consent(seed: int, length: int) -> None:
    rng = random.Random(seed)
    world = PrivateWorld()
    for _ in range(length):
        world.happen(world.likely(rng))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), length=st.integers(0, 120))
def test_urgent_help_is_heard_from_everywhere(seed: int, length: int) -> None:
    rng = random.Random(seed)
    world = PrivateWorld()
    for _ in range(length):
        world.happen(world.likely(rng))
    if world.state.phase is Phase.ENDED:
        return
    if world.state.is_learning_keys:
        world.happen(Pressed(Command.LEARN_KEYS))
    step = world.dialogue.step(world.state, Pressed(Command.GET_HELP_NOW))
    assert view_of(step.state, GUIDE).id == "urgent"
    said = [text.spoken for e in step.effects if isinstance(e, Speak) for text in e.texts]
    assert said
    assert set(step.state.pending) <= set(world.state.announced + world.state.unsaid)
