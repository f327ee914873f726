"""What is in the ring, wherever somebody with switches may be; and two switches (M4)."""

import random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mskiosk.core.effects import Chime, Earcon
from mskiosk.core.events import ListenerReady, Pressed, SpeakerReady, Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Switches
from mskiosk.core.ring import LISTS, items_of
from mskiosk.core.state import LessonPlace, Phase, Question, QuestionPlace, State, Ways
from tests.core.conversation import Conversation
from tests.core.test_histories import World
from tests.small_guide import small_guide

GUIDE = small_guide()
MODES = [Switches.ONE, Switches.TWO]
NOT_IN_LISTS = {
    Command.THIS_ONE,  # what the switches themselves are
    Command.SWITCH,
    Command.NEXT_CHOICE,
    Command.PREVIOUS_CHOICE,
    Command.OPTIONS,  # the choices, which come first
    Command.YES,
    Command.NO,
    Command.STOP,  # a press stops
    Command.PAUSE,
    Command.PAUSE_OR_CONTINUE,
    Command.SETTINGS,  # the lists of settings are here, and the page is kept
    Command.ONE_AT_A_TIME,  # the ring gives one thing at a time
    Command.SHOW_EVERYTHING,
    Command.TUTOR,  # the pages of settings offer it
    Command.LEARN_KEYS,  # there is nothing to learn, and no way out of it with two keys
}


def talk() -> Conversation:
    return Conversation(Policy(switches=Switches.TWO), hears=False)


def has_a_way_back(state: State) -> bool:
    """Nothing is before the first page."""
    items = items_of(state, GUIDE)
    is_question = isinstance(state.place, QuestionPlace) and Choose(1) in items
    is_first = not state.trail
    return is_question or is_first or not {Command.GO_BACK, Ways.PAGE}.isdisjoint(items)


@pytest.mark.parametrize("switches", MODES)
@pytest.mark.parametrize("sound", [False, True])
def test_a_thousand_random_events_keep_every_property(switches: Switches, *, sound: bool) -> None:
    rng = random.Random(f"{switches} {sound}")
    policy = Policy(switches=switches, has_sound_switch=sound, offers_lessons=True)
    world = World(policy)
    for event in (ListenerReady("a"), SpeakerReady()):
        world.happen(event)
    for _ in range(1_000):
        world.happen(world.likely(rng))
        if world.state.phase is Phase.ENDED:
            world = World(policy)


@pytest.mark.parametrize("switches", MODES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), length=st.integers(0, 60))
def test_the_ring_always_has_a_way_back_and_urgent_help(
    switches: Switches, seed: int, length: int
) -> None:
    rng = random.Random(seed)
    world = World(Policy(switches=switches))
    for _ in range(length):
        world.happen(world.likely(rng))
    state = world.state
    assume(state.phase is not Phase.ENDED and state.settings.switches is not Switches.NONE)
    assert has_a_way_back(state)
    assert {Command.GET_HELP_NOW, Ways.PAGE} & {*items_of(state, GUIDE)}
    world.happen(Pressed(Command.LEARN_KEYS)) if state.is_learning_keys else None
    for _ in range(12):
        if world.state.way is Command.GET_HELP_NOW or world.state.ways is not Ways.PAGE:
            break
        world.happen(Pressed(Command.NEXT_CHOICE))
    assert world.state.way is Command.GET_HELP_NOW or world.state.ways is not Ways.PAGE


def test_no_list_has_more_than_five_things_beside_the_way_out() -> None:
    """C1."""
    assert all(len(items) <= 5 for items in LISTS.values())


def test_every_command_is_in_the_ring() -> None:
    """E16, M4. Some are where they make sense."""
    listed = {item for items in LISTS.values() for item in items}
    on_pages = {Command.CONTINUE, Command.GO_BACK, Command.MAIN_MENU, Command.GET_HELP_NOW}
    on_pages |= {Command.NEXT}
    assert set(Command) - listed - on_pages - NOT_IN_LISTS == set()
    assert set(Ways) - listed == {Ways.PAGE, Ways.MORE}


def test_next_goes_round_and_says_nothing_but_the_item() -> None:
    there = talk().until(Phase.WAITING)
    round_ = ["About MS", "Symptoms", "Treatment", "get help now", "[ways more]", "About MS"]
    assert [there.press(Command.NEXT_CHOICE).spoken() for _ in round_] == [[x] for x in round_]
    assert there.press(Command.PREVIOUS_CHOICE).spoken() == ["[ways more]"]


def test_a_step_and_a_list_that_opens_have_each_their_sound() -> None:
    """Whichever key it was."""
    there = talk().until(Phase.WAITING)
    for key in (Command.NEXT_CHOICE, Command.PAUSE_OR_CONTINUE):
        assert there.press(key).asked_for(Chime) == [Chime(Earcon.MOVED)]
    there.press(*[Command.NEXT_CHOICE] * 3, Command.THIS_ONE)
    assert there.spoken() == ["[ways reading]"]
    assert there.asked_for(Chime) == [Chime(Earcon.CHOSEN)]


def test_nothing_that_is_read_moves_the_focus() -> None:
    """M4: no press has to come in time."""
    there = talk()
    for _ in range(100):
        assert there.view.focus is None
        if there.phase() is Phase.WAITING:
            break
        there.start_sentence(0)
        there.expire(Timer.WINDOW) if there.phase() is Phase.WINDOW else there.finish_prompt()
    assert there.said[-1] == "[answer with two]"
    assert "About MS" in there.said


def test_select_stops_and_goes_on_where_nothing_is_focused() -> None:
    there = talk().finish_prompt().start_sentence(1)
    assert there.press(Command.THIS_ONE).spoken() == ["[paused by switch] [press select]"]
    assert there.press(Command.THIS_ONE).spoken()[0] == "Summary of home.", "as it had been asked"
    assert there.press(Command.THIS_ONE).spoken() == ["[paused by switch] [press select]"]
    assert there.until(Phase.PAUSED).press(Command.THIS_ONE).spoken()[0] == "Summary of home."
    assert there.until(Phase.WAITING).press(Command.THIS_ONE).spoken() == ["About MS"]


def test_back_on_a_page_next_goes_on_from_what_was_taken() -> None:
    there = talk().press(Command.NEXT_CHOICE, Command.NEXT_CHOICE, Command.THIS_ONE)
    assert there.view.id == "symptoms"
    there.press(Command.GO_BACK)
    assert there.view.focus is None
    assert there.press(Command.NEXT_CHOICE).spoken() == ["Treatment"]


def test_what_is_focused_beside_the_choices_is_shown() -> None:
    """E14, E2."""
    there = talk().press(*[Command.NEXT_CHOICE] * 4)
    view = there.view
    assert (view.focus, view.is_way_focused) == (None, True)
    assert view.way
    assert view.way.shown == "Continue"
    assert there.press(*[Command.NEXT_CHOICE] * 3).view.focus == 0


def test_after_a_list_one_is_back_where_the_reading_was_cut() -> None:
    there = talk().finish_prompt().start_sentence(1)
    there.press(*[Command.NEXT_CHOICE] * 6)
    assert there.press(Command.THIS_ONE).spoken() == ["[ways reading]"]
    there.press(*[Command.NEXT_CHOICE] * 5)
    assert there.spoken() == ["[ways page]"]
    assert there.press(Command.THIS_ONE).spoken() == ["continue"]
    assert there.press(Command.THIS_ONE).spoken()[0] == "Summary of home."


def test_repeat_says_the_sentence_and_not_the_name_of_the_item() -> None:
    there = talk().finish_prompt().start_sentence(1)
    there.press(*[Command.NEXT_CHOICE] * 6)
    there.press(Command.THIS_ONE, Command.THIS_ONE)
    assert there.press(Command.THIS_ONE).spoken()[0] == "Summary of home."


def test_who_uses_two_switches_is_never_asked_again_by_the_clock() -> None:
    """M4."""
    there = Conversation(Policy(switches=Switches.TWO)).until(Phase.WAITING)
    assert there.timers() == {Timer.REMINDER}
    assert there.expire(Timer.REMINDER).spoken() == ["[reminder by switch] [press select]"]


def test_in_a_lesson_the_switches_leave_out_and_leave() -> None:
    there = Conversation(Policy(switches=Switches.TWO)).press(Command.LEARN_VOICE)
    place = there.state.place
    assert isinstance(place, LessonPlace)
    there.press(Command.NEXT_CHOICE)
    assert there.spoken() == ["next"]
    there.press(Command.THIS_ONE)
    assert isinstance(there.state.place, LessonPlace)
    assert there.state.place.at == place.at + 1
    there.press(Command.NEXT_CHOICE, Command.NEXT_CHOICE)
    assert there.spoken() == ["go back"]
    assert there.press(Command.THIS_ONE).view.id == "home"


def test_arrows_end_at_the_last_choice_where_no_switches_are_set() -> None:
    there = Conversation(hears=False).press(*[Command.NEXT_CHOICE] * 5)
    assert there.view.focus == 2
    assert there.view.way is None


def test_switches_can_be_had_and_given_up_by_voice() -> None:
    there = Conversation().say("use two switches")
    assert there.spoken() == ["[how to with two]"]
    there.until(Phase.WAITING).say("use no switches")
    assert there.state.place == QuestionPlace(Question.SWITCHES_OFF)
    assert there.until(Phase.WAITING).say("yes please").spoken() == ["[switches none]"]
    assert there.state.settings.switches is Switches.NONE
