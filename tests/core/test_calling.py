"""Staff are asked for, and called where the kiosk can. S9, C3."""

from dataclasses import replace

import pytest

from mskiosk.core.effects import CallStaff, Interject, Speak, StartTimer, StopListening
from mskiosk.core.events import SpeechStarted, StaffCallEnded, Timer, TimerExpired
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.small_guide import small_guide, text

CALLS = Policy(profile=Profile.CLINIC, calls_staff=True)
CALLED = StaffCallEnded(is_called=True)
NOT_CALLED = StaffCallEnded(is_called=False)
WORDS = text("Nurse Kim is in room two.")


def told(guide_words: bool, policy: Policy) -> list[str]:
    guide = replace(small_guide(), staff_words=WORDS) if guide_words else small_guide()
    return Conversation(policy, guide).press(Command.STAFF).spoken()


def test_what_staff_have_written_is_said_in_place_of_the_usual_sentence() -> None:
    for profile in Profile:
        assert told(True, Policy(profile=profile))[0] == WORDS.spoken


def test_a_call_is_told_with_what_staff_have_written() -> None:
    assert told(False, CALLS)[0] == "[staff calling]"
    assert told(True, CALLS)[:2] == ["[staff calling]", WORDS.spoken]


@pytest.mark.parametrize("profile", Profile)
def test_nobody_is_told_that_staff_have_been_called_before_they_have(profile: Profile) -> None:
    talk = Conversation(replace(CALLS, profile=profile)).press(Command.STAFF)
    assert talk.asked_for(CallStaff) == [CallStaff()]
    talk.until(Phase.WAITING)
    assert "[staff called]" not in talk.said
    assert talk.happen(CALLED).spoken()[0] == "[staff called]"
    assert talk.view.caption == text("[staff called]")


def test_a_call_that_fails_sends_the_person_to_the_desk() -> None:
    talk = Conversation(CALLS).press(Command.STAFF).until(Phase.WAITING).happen(NOT_CALLED)
    assert talk.spoken()[0] == "[staff not called]"
    home = Conversation(replace(CALLS, profile=Profile.HOME)).press(Command.STAFF)
    assert home.until(Phase.WAITING).happen(NOT_CALLED).spoken()[0] == "[staff not called home]"


def test_an_end_that_comes_while_the_kiosk_speaks_is_said_as_soon_as_it_has_spoken() -> None:
    talk = Conversation(CALLS).press(Command.STAFF).happen(CALLED)
    assert "[staff called]" not in talk.said
    assert talk.finish_prompt().spoken()[0] == "[staff called]"


def test_an_end_that_was_cut_is_said_after_what_cut_it() -> None:
    talk = Conversation(CALLS).until(Phase.WAITING).press(Command.STAFF).finish_prompt()
    talk.happen(CALLED).press(Command.WHERE_AM_I).finish_prompt()
    assert talk.spoken()[0] == "[staff called]"


def test_amid_what_is_urgent_the_end_comes_after_the_sentence() -> None:
    """Somebody in need does not wait for it until the page is over."""
    talk = Conversation(CALLS).press(Command.GET_HELP_NOW, Command.STAFF)
    talk.until(Phase.READING).start_sentence(0).happen(CALLED)
    (aside,) = talk.asked_for(Interject)
    assert aside.text.spoken == "[staff called]"
    assert talk.view.remark == text("[staff called]")


def test_nobody_is_cut_short_by_the_end_of_a_call() -> None:
    talk = Conversation(CALLS).press(Command.GET_HELP_NOW, Command.STAFF).until(Phase.WAITING)
    talk.happen(SpeechStarted(talk.state.turn), CALLED)
    assert not talk.asked_for(Speak)
    assert not talk.asked_for(StopListening)
    assert talk.state.is_hearing_speech


def test_staff_are_not_called_twice_while_a_call_is_under_way() -> None:
    talk = Conversation(CALLS).press(Command.STAFF).press(Command.STAFF)
    assert talk.asked_for(CallStaff) == []
    assert talk.spoken()[0] == "[staff calling]"


def test_staff_who_have_been_called_are_given_a_minute() -> None:
    talk = Conversation(CALLS).press(Command.STAFF).happen(CALLED)
    (minute,) = [each for each in talk.asked_for(StartTimer) if each.timer is Timer.STAFF]
    assert minute.seconds == 60
    talk.until(Phase.WAITING).press(Choose(0), Command.STAFF)
    assert talk.asked_for(CallStaff) == []
    assert talk.spoken()[0] == "[staff called already]"
    talk.happen(TimerExpired(Timer.STAFF, minute.turn)).press(Command.STAFF)
    assert talk.asked_for(CallStaff) == [CallStaff()]


def test_after_a_call_that_failed_the_next_one_is_made_at_once() -> None:
    talk = Conversation(CALLS).press(Command.STAFF).happen(NOT_CALLED).press(Command.STAFF)
    assert talk.asked_for(CallStaff) == [CallStaff()]


def test_an_end_without_a_call_changes_nothing() -> None:
    talk = Conversation(CALLS)
    before = talk.state
    assert talk.happen(CALLED).state == before
    assert talk.effects == ()


def test_where_staff_cannot_be_called_they_are_not() -> None:
    assert not Conversation().press(Command.STAFF).asked_for(CallStaff)
