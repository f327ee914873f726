"""M3, M6, E1: everything with one switch, or one sound, which never has to come in time."""

import pytest

from mskiosk.core.effects import Listen, StartTimer
from mskiosk.core.events import (
    Ending,
    Hypothesis,
    MicrophoneChanged,
    PromptFinished,
    Quality,
    SpeakerFailed,
    SpeakerFault,
    SpeechEnded,
    SpeechStarted,
    Timer,
    TimerExpired,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import SCAN_SECONDS, Policy, Switches
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation

ROUNDS = Policy().scan_rounds
WAYS = ["get help now", "[ways more]"]


def talk(*, hears: bool = False, **policy: object) -> Conversation:
    return Conversation(Policy(switches=Switches.ONE, **policy), hears=hears)  # type: ignore[arg-type]  # as a policy takes them


def with_sound() -> Conversation:
    return Conversation(Policy(has_sound_switch=True))


def press(talk: Conversation) -> Conversation:
    """After the wait in which presses are not meant."""
    settle(talk)
    return talk.press(Command.SWITCH)


def sound(talk: Conversation) -> Conversation:
    settle(talk)
    turn = talk.state.turn
    return talk.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.SWITCH))


def settle(talk: Conversation) -> Conversation:
    if talk.state.debounce_turn is not None:
        talk.happen(TimerExpired(Timer.DEBOUNCE, talk.state.debounce_turn))
    return talk


def at_rest(talk: Conversation) -> Conversation:
    """Until everything has been read, and the kiosk is about to scan."""
    return talk.until(Phase.WAITING)


def scan(talk: Conversation, items: int) -> list[str]:
    """What is said at each of the next items, which nobody takes."""
    said = []
    for _ in range(items):
        talk.until(Phase.WAITING).expire(Timer.SCAN)
        said.append(talk.spoken()[0])
    return said


def scan_to(talk: Conversation, label: str) -> Conversation:
    for _ in range(100):
        if talk.said[-1] == label:
            return talk
        talk.until(Phase.WAITING).expire(Timer.SCAN)
    raise AssertionError(f"{label} is never scanned")


def dwell(talk: Conversation) -> float:
    [seconds] = [e.seconds for e in talk.asked_for(StartTimer) if e.timer is Timer.SCAN]
    return seconds


def test_choices_and_ways_are_scanned_when_the_page_has_been_read() -> None:
    there = at_rest(talk())
    assert "About MS" not in there.said, "they are not said twice"
    first_round = ["About MS", "Symptoms", "Treatment", *WAYS]
    assert scan(there, 6) == [*first_round, "About MS"]


def test_the_wait_begins_when_the_item_has_been_spoken_and_the_first_is_longer() -> None:
    """M3, M6."""
    there = at_rest(talk(scan_seconds=3.0))
    there.expire(Timer.SCAN)
    assert Timer.SCAN not in there.timers(), "it is still being spoken"
    there.finish_prompt()
    assert dwell(there) == 6.0
    there.expire(Timer.SCAN).finish_prompt()
    assert dwell(there) == 3.0


def test_the_wait_begins_after_the_caption_where_nothing_can_be_heard() -> None:
    """M3, E14."""
    there = talk().happen(SpeakerFailed(SpeakerFault.NO_DEVICE))
    scan(at_rest(there), 2)
    assert not there.asked_for(StartTimer) or Timer.SCAN not in there.timers()
    there.finish_prompt()
    assert dwell(there) == 2.0


def test_a_report_that_never_comes_does_not_stop_the_scanning() -> None:
    there = talk()
    scan(at_rest(there), 2)
    assert Timer.SCAN in there.expire(Timer.PROMPT).timers()


def test_the_press_takes_what_is_focused_also_while_it_is_being_spoken() -> None:
    there = scan_to(at_rest(talk()), "Symptoms")
    assert there.state.phase is Phase.REPLYING
    assert press(there).view.id == "symptoms"
    there = scan_to(at_rest(talk()), "Symptoms").finish_prompt()
    assert press(there).view.id == "symptoms"


def test_a_press_amid_the_reading_stops_it_and_begins_to_scan() -> None:
    there = talk().finish_prompt()
    assert there.state.phase is Phase.READING
    assert press(there).spoken() == ["About MS"]
    there.finish_prompt()
    assert dwell(there) == 4.0
    scan_to(there, "continue")
    assert press(there).spoken()[0] == "Title of home."


def test_it_never_takes_anything_and_rests_after_some_rounds() -> None:
    """M3."""
    there = at_rest(talk())
    scan(there, ROUNDS * 5)
    there.until(Phase.WAITING).expire(Timer.SCAN)
    assert there.spoken() == ["[scan rests] [press switch]"]
    there.finish_prompt()
    assert there.timers() == {Timer.REMINDER}, "it rests"
    assert there.view.id == "home"
    assert press(there).spoken() == ["About MS"], "and wakes"


def test_further_presses_right_after_one_are_not_meant() -> None:
    """M6: an ignored press begins the wait anew, so that a burst is one press."""
    there = press(at_rest(talk()))
    assert there.spoken() == ["About MS"]
    turn = there.state.turn
    for _ in range(5):
        there.press(Command.SWITCH)
        assert there.asked_for(StartTimer) == [StartTimer(Timer.DEBOUNCE, turn, 1.0)]
        assert there.view.id == "home"
    there.finish_prompt().press(Command.SWITCH)
    assert there.view.id == "home", "another prompt does not end the wait"
    assert press(there).view.id == "about"
    there.press(Command.SWITCH)
    assert there.state.phase is Phase.READING, "nor does it stop what was just taken"


def test_other_keys_than_the_switch_are_not_ignored() -> None:
    there = press(at_rest(talk())).press(Choose(1))
    assert there.view.id == "symptoms"


@pytest.mark.parametrize("key", [Command.THIS_ONE, Command.PAUSE_OR_CONTINUE])
def test_enter_and_space_are_the_switch_too(key: Command) -> None:
    """What a box with a switch sends."""
    there = at_rest(talk()).press(key)
    assert there.spoken() == ["About MS"]
    assert there.press(key).view.id == "home", "and it bounces like one"
    assert settle(there).press(key).view.id == "about"


def test_after_a_press_the_item_that_is_kept_is_stayed_at_for_longer() -> None:
    """M6: louder, and louder again."""
    there = at_rest(talk())
    for label in ("[ways more]", "[ways settings]", "[ways voice]"):
        press(scan_to(there, label))
    assert there.said[-1] == "louder"
    press(there.finish_prompt())
    assert there.state.settings.volume == 8
    there.until(Phase.WAITING)
    assert dwell(there) == 4.0
    assert press(there).state.settings.volume == 9
    scan_to(there, "[ways page]")
    assert press(there).spoken() == ["About MS"]


def test_the_rate_is_changed_from_within_and_said() -> None:
    """M3."""
    there = at_rest(talk())
    for label in ("[ways more]", "[ways settings]", "[ways switches]"):
        press(scan_to(there, label))
    assert there.said[-1] == "scan slower"
    for seconds in (3, 4, 6, 8, 8):
        press(there.until(Phase.WAITING))
        assert there.said[-1] == f"[scan waits] {seconds}"
    there.press(*[Command.SCAN_FASTER] * len(SCAN_SECONDS))
    assert there.state.settings.scan_seconds == SCAN_SECONDS[0]


def test_a_question_is_answered_by_the_switch_and_never_by_silence() -> None:
    asked = at_rest(talk().press(Command.GOODBYE))
    assert scan(asked, 5) == ["[yes label]", "[back label]", *WAYS, "[yes label]"]
    assert asked.view.id == "question:goodbye"
    assert press(asked).spoken() == ["[goodbye]"]
    asked = at_rest(talk().press(Command.GOODBYE))
    assert press(scan_to(asked, "[back label]")).view.id == "home"


def test_a_press_ends_a_pause() -> None:
    paused = talk().press(Command.TAKE_A_BREAK).until(Phase.PAUSED)
    assert paused.said[-1] == "[break by switch] [press switch]"
    assert press(paused).spoken()[0] == "[welcome]"


def test_every_page_is_reached_and_left_with_the_switch_alone() -> None:
    there = talk()
    for label, page in (
        ("About MS", "about"),
        ("Symptoms", "symptoms"),
        ("Treatment", "treatment"),
    ):
        assert press(scan_to(at_rest(there), label)).view.id == page
        at_rest(there)
        assert press(scan_to(there, "go back")).view.id == "home"


def test_the_switch_works_where_none_is_set() -> None:
    """Whoever has a key that means "switch" needs no setting."""
    there = Conversation(hears=False).until(Phase.WAITING).press(Command.SWITCH)
    assert there.spoken() == ["[how to with one] [press switch]"]
    assert scan(there, 1) == ["About MS"]


def test_switches_are_given_up_only_after_a_question() -> None:
    there = at_rest(at_rest(talk()).press(Command.NO_SWITCHES))
    assert scan(there, 1) == ["[yes label]"]
    assert press(there).spoken() == ["[switches none]"]
    assert there.state.settings.switches is Switches.NONE


def test_normal_settings_leave_a_person_their_switch() -> None:
    there = Conversation(hears=False).press(Command.ONE_SWITCH, Command.NORMAL_SETTINGS)
    assert there.state.settings.switches is Switches.ONE


def test_the_sound_is_the_same_press() -> None:
    there = scan_to(at_rest(with_sound()), "Symptoms").finish_prompt()
    assert [each.is_for_switch for each in there.asked_for(Listen)] == [True]
    assert sound(there).view.id == "symptoms"
    assert "[how to with one] [make sound]" in there.said


def test_the_sound_before_any_choice_skips_to_the_choices() -> None:
    begun = with_sound().finish_prompt().finish_prompt()
    assert begun.state.phase is Phase.WINDOW
    assert sound(begun).spoken() == ["About MS"]


def test_who_makes_a_sound_is_not_rushed() -> None:
    there = scan_to(at_rest(with_sound()), "Symptoms").finish_prompt()
    turn = there.state.turn
    there.happen(SpeechStarted(turn), TimerExpired(Timer.SCAN, turn))
    assert there.said[-1] == "Symptoms"
    there.happen(SpeechEnded(turn, (), Ending.SOUND))
    assert dwell(there) == 2.25, "a cough: it waits anew"


def test_the_microphone_stays_open_for_who_has_nothing_but_a_sound() -> None:
    there = at_rest(with_sound().press(Command.LOUDER))
    for _ in range(ROUNDS * 5 + 10):
        there.expire(Timer.SCAN if Timer.SCAN in there.timers() else Timer.REMINDER)
        there.until(Phase.WAITING)
    assert there.state.is_microphone_open
    assert sound(there).spoken() == ["About MS"]


def test_talk_is_nothing_to_who_has_nothing_but_a_sound() -> None:
    there = scan_to(at_rest(with_sound()), "Symptoms").finish_prompt()
    turn = there.state.turn
    there.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.TALK))
    assert there.said[-1] == "Symptoms"


def test_in_a_loud_room_the_scanning_goes_on_for_the_key() -> None:
    there = at_rest(with_sound()).happen(MicrophoneChanged(Quality.LOUD_ROOM)).finish_prompt()
    assert press(scan_to(there, "Symptoms")).view.id == "symptoms"


def test_words_are_heard_beside_a_switch_that_is_pressed() -> None:
    """E16: whoever can speak at times may."""
    there = scan_to(at_rest(talk(hears=True)), "Symptoms").finish_prompt()
    assert [each.is_for_switch for each in there.asked_for(Listen)] == [False]
    assert there.utter(Hypothesis("treatment", 1.0)).view.id == "treatment"


def test_without_the_setting_the_sound_means_nothing() -> None:
    plain = Conversation().until(Phase.WAITING)
    assert [each.is_for_switch for each in plain.asked_for(Listen)] == [False]


def test_a_stale_end_of_the_wait_changes_nothing() -> None:
    there = press(at_rest(talk()))
    before = there.state
    old = TimerExpired(Timer.DEBOUNCE, there.state.turn - 1)
    assert there.happen(old, PromptFinished(before.turn - 1)).state == before
