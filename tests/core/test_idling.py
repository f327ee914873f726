"""Is somebody still there? By a simulated clock: V8, W8, P2, S17, M3, X3."""

from dataclasses import replace

import pytest

from mskiosk.core.events import Beginning, Ending, SpeechEnded, SpeechPaused
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.core.state import Phase, VisitEnding
from tests.access.stand import Stand
from tests.small_guide import small_guide

CLINIC = Policy(profile=Profile.CLINIC, has_visits=True, invite_seconds=0)
REST = Phase.WAITING
ASKED = "question:still-there"


def in_visit(policy: Policy = CLINIC, *, hears: bool = True) -> Stand:
    """Somebody has heard a page to its end."""
    there = Stand(small_guide(), policy, hears=hears, begins=Beginning.ANEW)
    there.rest()
    there.press(Choose(1))
    there.rest()
    there.heard.clear()
    return there


def heard(there: Stand) -> list[str]:
    return [text.spoken for text in there.heard]


def shown(there: Stand) -> str:
    return there.seen[-1].id


def until_asked(there: Stand) -> float:
    """Seconds from now until the question begins to be said."""
    begin = there.clock.now()
    there.until(lambda: shown(there) == ASKED)
    return there.clock.now() - begin


def until_spoken(there: Stand) -> None:
    there.until(lambda: there.session.state.phase is Phase.WAITING)


def test_three_minutes_after_the_end_of_what_is_said_it_asks() -> None:
    """V8: the count begins when the audio ends."""
    there = in_visit(hears=False)
    there.press(Command.READ_AGAIN)
    there.until(lambda: there.session.state.phase is Phase.WAITING)
    there.wait(59)
    assert shown(there) == "symptoms"
    there.rest()
    there.heard.clear()
    there.press(Command.REPEAT)
    until_spoken(there)
    assert until_asked(there) == pytest.approx(CLINIC.visit_seconds, abs=0.1)
    until_spoken(there)
    assert heard(there)[-2:] == ["[reminder]", "[still there]"]


def test_the_kiosk_has_been_silent_for_three_minutes_when_it_asks() -> None:
    there = in_visit(replace(CLINIC, reminders=0), hears=False)
    there.press(Command.STOP)
    there.press(Command.REPEAT)
    until_spoken(there)
    assert until_asked(there) == pytest.approx(CLINIC.visit_seconds, abs=0.1)


def test_reprompts_do_not_put_it_off() -> None:
    """V8: 2 to 5 minutes, counted from the end of what the person asked for."""
    there = in_visit()
    there.press(Command.REPEAT)
    until_spoken(there)
    assert until_asked(there) == pytest.approx(CLINIC.visit_seconds, abs=0.1)
    assert "[noinput by key]" in heard(there) or "[noinput]" in heard(there)


def test_noise_over_the_end_of_the_question_does_not_hold_the_visit_open() -> None:
    """With a headset the kiosk listens while it speaks."""
    there = in_visit(replace(CLINIC, has_headset=True))
    until_asked(there)
    begun = there.begin_to_say()
    there.wait(14)
    there.session.post(SpeechEnded(begun.turn, (), Ending.TALK))
    there.wait(CLINIC.warning_seconds)
    assert there.session.state.ending is VisitEnding.IDLE


def test_a_sound_does_not_cut_the_question() -> None:
    there = in_visit(replace(CLINIC, has_headset=True))
    until_asked(there)
    begun = there.begin_to_say()
    there.session.post(SpeechEnded(begun.turn, ()))
    assert shown(there) == ASKED
    until_spoken(there)
    assert heard(there)[-1] == "[still there]"


def test_noise_over_a_pause_does_not_hold_the_visit_open() -> None:
    there = in_visit(replace(CLINIC, has_headset=True, reminders=0))
    there.press(Command.PAUSE)
    begun = there.begin_to_say()
    there.wait(10)
    there.session.post(SpeechEnded(begun.turn, (), Ending.SOUND))
    there.wait(700)
    assert there.session.state.ending is VisitEnding.IDLE


def test_while_it_reads_nothing_is_counted() -> None:
    slow = replace(CLINIC, visit_seconds=120.0, rate=60, reminders=0)
    there = Stand(small_guide(), slow, hears=False, begins=Beginning.ANEW)
    there.rest()
    there.press(Choose(1))
    there.press(Command.STOP)
    there.wait(119)
    there.press(Command.CONTINUE)
    there.wait(2)
    assert shown(there) != ASKED
    until_spoken(there)
    assert until_asked(there) == pytest.approx(120.0, abs=0.1)


def test_the_time_for_the_answer_begins_when_the_question_has_been_spoken() -> None:
    there = in_visit()
    until_asked(there)
    until_spoken(there)
    there.wait(CLINIC.warning_seconds - 0.5)
    assert there.ends == []
    there.wait(1)
    assert there.ends == [Beginning.CLEARED]
    assert there.session.state.ending is VisitEnding.IDLE


def test_meanwhile_it_asks_again_every_ten_seconds_and_tells_how_long_it_waits() -> None:
    """S17: spoken and shown."""
    there = in_visit()
    until_asked(there)
    until_spoken(there)
    there.heard.clear()
    captions = len(there.seen)
    there.wait(CLINIC.warning_seconds + 1)
    assert heard(there) == [f"[still there again] {s}" for s in (35, 25, 15, 5)]
    shown_too = {view.caption.shown for view in there.seen[captions:] if view.caption}
    assert {f"[still there again] {s}" for s in (35, 25, 15, 5)} <= shown_too


@pytest.mark.parametrize("key", [Choose(0), Command.STOP, Command.MAIN_MENU, Command.GO_BACK])
def test_any_key_says_i_am_here_and_nothing_else(key: Intent) -> None:
    """W8: extended by a simple action."""
    there = in_visit()
    until_asked(there)
    there.press(key)
    there.rest()
    assert shown(there) == "symptoms"
    assert heard(there)[-1] == "[still here]"
    assert there.ends == []


@pytest.mark.parametrize("words", ["yes please", "one", "continue", "stop"])
def test_any_phrase_says_so_too(words: str) -> None:
    there = in_visit()
    until_asked(there)
    there.say(words)
    there.rest()
    assert shown(there) == "symptoms"
    assert there.ends == []


def test_what_is_asked_for_in_answer_is_done() -> None:
    there = in_visit()
    until_asked(there)
    there.say("main menu")
    assert shown(there) == "home"
    there = in_visit()
    until_asked(there)
    there.press(Command.GET_HELP_NOW)
    assert shown(there) == "urgent"


@pytest.mark.parametrize("how", [Choose(1), Command.NEW_PERSON])
def test_a_new_person_says_so_and_has_everything_cleared(how: Intent) -> None:
    there = in_visit()
    until_asked(there)
    there.press(how)
    assert there.ends == [Beginning.ANEW]
    there = in_visit()
    until_asked(there)
    there.say("two")
    assert there.ends == [Beginning.ANEW]


def test_it_can_be_put_off_ten_times_and_more() -> None:
    """W8, P2."""
    there = in_visit()
    for _ in range(12):
        until_asked(there)
        until_spoken(there)
        there.wait(CLINIC.warning_seconds - 1)
        there.press(Command.CONTINUE)
        assert there.ends == []
    assert shown(there) == "symptoms"


def test_somebody_who_speaks_slowly_is_heard_to_the_end() -> None:
    """X3."""
    there = in_visit()
    until_asked(there)
    until_spoken(there)
    there.wait(38)
    begun = there.begin_to_say()
    for _ in range(6):
        there.wait(2)
        there.session.post(SpeechPaused(begun.turn))
    assert there.ends == []
    there.session.post(SpeechEnded(begun.turn, ()))
    assert there.ends == [], "a sound is somebody"
    assert shown(there) == "symptoms"


def test_who_is_speaking_when_the_count_ends_is_not_interrupted() -> None:
    there = in_visit(replace(CLINIC, answer_seconds=600.0))
    there.until(lambda: there.session.state.noinputs == 1 and there.session.state.phase is REST)
    begun = there.begin_to_say()
    there.wait(CLINIC.visit_seconds + 30)
    assert shown(there) == "symptoms"
    there.session.post(SpeechEnded(begun.turn, (), Ending.TALK))
    there.rest()
    assert shown(there) == ASKED


def test_sounds_that_are_no_phrase_count_as_somebody_twice_in_a_row_and_no_longer() -> None:
    there = in_visit()
    ends = there.clock.now() + 1800
    while not there.ends:
        assert there.clock.now() < ends, "a room that talks keeps no visit open"
        there.wait(7)
        if there.session.state.phase is Phase.WAITING and not there.ends:
            begun = there.begin_to_say()
            there.session.post(SpeechEnded(begun.turn, ()))
    assert there.session.state.ending is VisitEnding.IDLE


def test_talk_does_not_count_as_somebody_at_all() -> None:
    there = in_visit()
    while not there.ends:
        there.wait(9)
        if there.session.state.phase is Phase.WAITING and not there.ends:
            begun = there.begin_to_say()
            there.session.post(SpeechEnded(begun.turn, (), Ending.TALK))
    assert there.clock.now() < 700


def test_a_person_between_the_sounds_begins_the_count_of_them_anew() -> None:
    there = in_visit()
    for _ in range(9):
        there.until(lambda: there.session.state.phase is Phase.WAITING)
        begun = there.begin_to_say()
        there.session.post(SpeechEnded(begun.turn, (), Ending.SOUND))
        there.press(Command.REPEAT)
        assert there.session.state.empty_sounds == 0


def test_a_sound_that_is_the_switch_is_a_press() -> None:
    policy = replace(CLINIC, switches=Switches.ONE, has_sound_switch=True)
    there = Stand(small_guide(), policy, hears=True, begins=Beginning.ANEW)
    there.rest()
    for _ in range(5):
        until_asked(there)
        until_spoken(there)
        begun = there.begin_to_say()
        there.session.post(SpeechEnded(begun.turn, (), Ending.SWITCH))
        assert shown(there) != ASKED
        there.wait(5)
    assert there.ends == []


def test_while_it_scans_nothing_is_counted() -> None:
    """M3: with one switch the wait is the use."""
    policy = replace(CLINIC, switches=Switches.ONE, scan_seconds=8.0, scan_rounds=5)
    there = Stand(small_guide(), policy, hears=False, begins=Beginning.ANEW)
    there.until(lambda: there.session.state.is_in_ring)
    there.wait(CLINIC.visit_seconds + 20)
    assert shown(there) == "home"
    there.until(lambda: "[scan rests]" in " ".join(heard(there)))
    assert CLINIC.visit_seconds - 1 < until_asked(there) < 300


@pytest.mark.parametrize("last", [Command.NEXT_CHOICE, Command.TAKE_A_BREAK])
def test_with_two_switches_the_kiosk_waits_in_the_list_and_counts_all_the_same(
    last: Command,
) -> None:
    """V8, M4: nothing scans, so nothing would ever end."""
    policy = replace(CLINIC, switches=Switches.TWO)
    there = Stand(small_guide(), policy, hears=False, begins=Beginning.ANEW)
    there.rest()
    for press in (Command.NEXT_CHOICE, Command.NEXT_CHOICE, last):
        there.press(press)
    assert there.session.state.is_in_ring
    there.wait(1500)
    assert there.ends == [Beginning.CLEARED]


def test_a_break_is_a_quarter_of_an_hour_and_the_kiosk_speaks_every_three_minutes() -> None:
    there = in_visit()
    there.press(Command.TAKE_A_BREAK)
    there.wait(10)
    there.heard.clear()
    asked_after = until_asked(there)
    assert 880 < asked_after < 910
    assert heard(there)[:4] == ["[reminder break]"] * 4


def test_after_a_break_nobody_came_back_from_the_visit_ends() -> None:
    there = in_visit()
    there.press(Command.TAKE_A_BREAK)
    there.wait(1000)
    assert there.ends == [Beginning.CLEARED]


def test_who_comes_back_from_a_break_is_asked_no_sooner_than_others() -> None:
    there = in_visit(hears=False)
    there.press(Command.TAKE_A_BREAK)
    there.wait(800)
    there.press(Command.CONTINUE)
    until_spoken(there)
    assert until_asked(there) > CLINIC.visit_seconds


def test_in_a_question_of_the_kiosk_the_page_is_what_is_gone_back_to() -> None:
    there = in_visit()
    there.press(Command.GOODBYE)
    until_asked(there)
    there.press(Command.STOP)
    there.rest()
    assert shown(there) == "symptoms"


def test_key_practice_ends_where_nobody_practises() -> None:
    there = in_visit()
    there.press(Command.LEARN_KEYS)
    until_asked(there)
    there.press(Command.LOUDER)
    there.rest()
    assert shown(there) == "symptoms"


def test_at_home_nobody_is_asked() -> None:
    there = Stand(small_guide(), Policy(), hears=True)
    there.rest()
    there.wait(7200)
    assert there.ends == []
    assert shown(there) == "home"
