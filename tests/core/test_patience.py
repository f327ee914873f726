"""C4, X3: the kiosk waits as long as people choose, and longer after it has cut them off."""

import pytest

from mskiosk.core.effects import Chime, Earcon, ForgetPerson, Listen, SetVolume, StartTimer
from mskiosk.core.events import (
    Ending,
    ListenerReady,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
    Timer,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import PATIENCE, PatienceLevel, Policy
from mskiosk.core.state import Hearing, Phase
from tests.core.conversation import Conversation

LEVELS = list(PatienceLevel)


def waiting(*, is_typed: bool = False) -> Conversation:
    return Conversation(is_typed=is_typed).until(Phase.WAITING)


def level(talk: Conversation) -> PatienceLevel:
    return talk.state.settings.patience


def hear(talk: Conversation, ending: Ending) -> Conversation:
    turn = talk.state.turn
    return talk.happen(SpeechStarted(turn), SpeechEnded(turn, (), ending))


def test_patience_is_chosen_in_three_steps_and_holds_from_the_next_listening_on() -> None:
    talk = waiting()
    for expected in LEVELS[1:]:
        talk.press(Command.WAIT_LONGER)
        assert talk.spoken()[0] == "[waits longer]"
        talk.until(Phase.WAITING)
        assert [each.patience for each in talk.asked_for(Listen)] == [PATIENCE[expected]]
    assert talk.press(Command.WAIT_LONGER).spoken()[0] == "[waits most]"
    assert talk.until(Phase.WAITING).press(Command.WAIT_LESS).spoken()[0] == "[waits less]"
    assert level(talk) is LEVELS[1]


def test_patience_is_set_without_cutting_what_is_read() -> None:
    talk = Conversation().finish_prompt().start_sentence(0).press(Command.WAIT_LONGER)
    assert talk.state.phase is Phase.READING
    assert talk.view.remark is not None
    assert talk.view.remark.spoken == "[waits longer]"


def test_normal_settings_leave_a_person_the_time_that_they_need() -> None:
    """C4: they are about voice, sounds and screen."""
    talk = waiting().press(Command.WAIT_LONGER, Command.NORMAL_SETTINGS)
    assert level(talk) is LEVELS[1]


def test_patience_grows_when_something_has_to_be_said_again() -> None:
    talk = waiting().say("banana")
    assert level(talk) is LEVELS[0]
    talk.say("banana")
    assert level(talk) is LEVELS[1]
    assert talk.spoken()[:2] == ["[waits longer]", "[list choices]"]


def test_patience_grows_when_somebody_speaks_on_after_they_were_cut_off() -> None:
    talk = Conversation().finish_prompt().finish_prompt()
    assert talk.state.phase is Phase.WINDOW
    talk.utter()
    assert level(talk) is LEVELS[0]
    hear(talk, Ending.SOUND)
    assert level(talk) is LEVELS[0], "a cough is nothing that was cut off"
    talk.utter()
    assert level(talk) is LEVELS[1]
    assert "[waits longer]" in talk.spoken()


def test_patience_grows_for_nobody_who_types() -> None:
    talk = waiting(is_typed=True).say("banana").say("banana").say("banana")
    assert level(talk) is LEVELS[0]


def test_patience_never_grows_beyond_the_last_level() -> None:
    talk = Conversation(Policy(patience=PatienceLevel.VERY_PATIENT)).until(Phase.WAITING)
    assert level(talk.say("banana").say("banana")) is LEVELS[-1]
    assert "[waits longer]" not in talk.said


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.PAUSED])
def test_a_cough_is_as_if_nothing_had_been_heard(phase: Phase) -> None:
    talk = waiting()
    if phase is Phase.PAUSED:
        talk.press(Command.PAUSE).until(Phase.PAUSED)
    wait = talk.timers()
    for _ in range(5):
        hear(talk, Ending.SOUND)
        assert (talk.state.phase, talk.state.nomatches) == (phase, 0)
        assert talk.timers() - {Timer.ANSWER} == wait
        assert talk.asked_for(Chime) == []
    assert talk.state.is_microphone_open


def test_a_cough_in_a_window_leaves_it_open() -> None:
    talk = Conversation().finish_prompt().finish_prompt()
    assert hear(talk, Ending.SOUND).phase() is Phase.WINDOW
    assert Timer.WINDOW in talk.timers()
    assert talk.say("two").view.id == "symptoms"


def test_talk_is_told_once_and_never_counted() -> None:
    talk = hear(waiting(), Ending.TALK)
    assert talk.spoken() == ["[too much talk]"]
    said = len(talk.until(Phase.WAITING).said)
    for _ in range(5):
        hear(talk, Ending.TALK)
        assert talk.timers() & {Timer.NOINPUT, Timer.REMINDER}
    assert (talk.state.nomatches, len(talk.said)) == (0, said)
    talk.say("where am i").until(Phase.WAITING)
    assert hear(talk, Ending.TALK).spoken() == ["[too much talk]"]


def test_talk_in_a_window_does_not_hold_up_the_reading() -> None:
    talk = Conversation().finish_prompt().finish_prompt()
    assert hear(talk, Ending.TALK).phase() is Phase.READING


def test_a_pause_amid_an_utterance_is_answered_by_a_tick_and_gives_more_time() -> None:
    talk = waiting().press(Command.WAIT_LONGER).until(Phase.WAITING)
    turn = talk.state.turn
    talk.happen(SpeechPaused(turn))
    assert talk.effects == (), "nobody speaks"
    talk.happen(SpeechStarted(turn), SpeechPaused(turn))
    assert talk.asked_for(Chime) == [Chime(Earcon.STILL_LISTENING)]
    assert Timer.ANSWER in talk.timers()
    assert talk.view.sound is not None
    assert talk.view.sound.shown == "[status sound still listening]"
    assert talk.happen(SpeechPaused(turn - 1)).effects == ()


def test_a_break_keeps_the_place_and_says_so_every_three_minutes() -> None:
    talk = Conversation().say("two").finish_prompt().press(Command.TAKE_A_BREAK)
    assert talk.spoken() == ["[break]"]
    place = talk.state.place
    talk.until(Phase.PAUSED)
    reminders = [each for each in talk.asked_for(StartTimer) if each.timer is Timer.REMINDER]
    assert [each.seconds for each in reminders] == [180.0]
    assert talk.expire(Timer.REMINDER).spoken() == ["[reminder break]"]
    talk.until(Phase.PAUSED).say("continue")
    assert talk.state.place == place
    assert talk.spoken() == ["[back at] Title of symptoms."]
    assert talk.finish_prompt().phase() is Phase.READING
    talk.press(Command.PAUSE).until(Phase.PAUSED)
    assert talk.expire(Timer.REMINDER).spoken() == ["[reminder paused]"]


def test_a_new_person_finds_nothing_of_the_one_before() -> None:
    """P1, V3: after a question, for nothing of it comes back."""
    talk = waiting().press(Command.LOUDER, Command.SLOWER, Command.WAIT_LONGER, Choose(1))
    talk.say("new person")
    assert talk.view.id == "question:new-person"
    assert talk.say("no").view.id == "symptoms"
    talk.press(Command.NEW_PERSON, Command.YES)
    assert talk.asked_for(ForgetPerson) == [ForgetPerson()]
    assert talk.asked_for(SetVolume) == [SetVolume(Policy().volume)]
    assert talk.spoken()[:2] == ["[cleared]", "[welcome]"]
    turn = talk.state.turn
    fresh = Conversation().state
    for name in (
        "settings",
        "trail",
        "said",
        "place",
        "consents",
        "heard",
        "rejected",
        "has_used_keys",
    ):
        assert getattr(talk.state, name) == getattr(fresh, name), name
    assert talk.happen(SpeechStarted(turn - 1)).effects == ()
    assert talk.state.hearing is Hearing.STARTING
    assert talk.happen(ListenerReady("test")).until(Phase.WAITING).state.is_microphone_open
    assert talk.press(Command.GO_BACK).spoken()[0] == "[already first]"


def test_a_candidate_that_was_refused_stays_refused_after_another_one_was() -> None:
    """X7."""
    talk = waiting().say("two", 0.3).say("no").until(Phase.WAITING).say("three", 0.3).say("no")
    talk.until(Phase.WAITING)
    for words in ("two", "three"):
        assert talk.say(words, 0.3).until(Phase.WAITING).view.id == "home"
