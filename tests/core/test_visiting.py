"""Visits of strangers: how they begin, and how they end without a trace (P1, V3, X8)."""

import pytest

from mskiosk.core.dialogue import Dialogue
from mskiosk.core.events import (
    Beginning,
    Ending,
    HeadsetPlugged,
    HeadsetUnplugged,
    QuietHoursChanged,
    SessionStarted,
    SpeakerFailed,
    SpeakerFault,
    SpeechEnded,
)
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import Policy, Profile, Switches
from mskiosk.core.state import Mode, RestingPlace, VisitEnding
from tests.access.stand import Stand
from tests.small_guide import small_guide

CLINIC = Policy(profile=Profile.CLINIC, has_visits=True, orients=True)


def stand(
    begins: Beginning = Beginning.RESTING, policy: Policy = CLINIC, *, hears: bool = True
) -> Stand:
    return Stand(small_guide(), policy, hears=hears, begins=begins)


def at_rest(begins: Beginning = Beginning.RESTING) -> Stand:
    there = stand(begins)
    there.rest()
    there.heard.clear()
    return there


def heard(there: Stand) -> list[str]:
    return [text.spoken for text in there.heard]


def is_resting(there: Stand) -> bool:
    return isinstance(there.session.state.place, RestingPlace)


def test_a_kiosk_with_nobody_before_it_says_how_to_begin_and_rests() -> None:
    there = stand()
    there.rest()
    assert heard(there) == ["[welcome]", "[resting how]"]
    assert there.seen[-1].id == "resting"
    assert [line.text.shown for line in there.seen[-1].lines] == [
        "[welcome]",
        "[resting how]",
    ]


def test_it_invites_again_at_intervals_and_not_in_quiet_hours() -> None:
    there = at_rest()
    there.wait(CLINIC.invite_seconds + 20)
    assert heard(there) == ["[welcome]", "[resting how]"]
    there.heard.clear()
    there.session.post(QuietHoursChanged(are_on=True))
    there.wait(3600)
    assert heard(there) == []
    there.session.post(QuietHoursChanged(are_on=False))
    there.wait(CLINIC.invite_seconds + 20)
    assert heard(there) == ["[welcome]", "[resting how]"]


def test_a_room_that_talks_on_and_on_keeps_no_invitation_back() -> None:
    there = at_rest()
    ends = there.clock.now() + 2 * CLINIC.invite_seconds + 60
    while there.clock.now() < ends:
        there.wait(3)
        begun = there.begin_to_say()
        there.wait(4)
        there.session.post(SpeechEnded(begun.turn, (), Ending.TALK))
    assert heard(there) == ["[welcome]", "[resting how]"] * 2


def test_in_quiet_hours_it_starts_without_a_word() -> None:
    there = stand()
    there.session.post(QuietHoursChanged(are_on=True))
    quiet = Stand(small_guide(), CLINIC, hears=True, begins=Beginning.CLEARED)
    quiet.session.post(QuietHoursChanged(are_on=True))
    quiet.rest()
    assert heard(quiet) == ["[cleared]"]


@pytest.mark.parametrize("key", [Choose(0), Command.STOP, Command.NEXT_CHOICE, Command.SWITCH])
def test_any_key_begins_a_visit_and_does_nothing_else(key: Intent) -> None:
    there = at_rest()
    there.press(key)
    there.wait(20)
    assert heard(there)[:2] == ["[welcome]", "[orient]"]
    assert there.seen[-1].id == "home"
    assert there.session.state.mode is Mode.KEYS


def test_who_cannot_wait_is_helped_at_once() -> None:
    there = at_rest()
    there.press(Command.GET_HELP_NOW)
    assert there.seen[-1].id == "urgent"
    there.wait(3)
    assert "[welcome]" not in heard(there)
    there = at_rest()
    there.say("get help now")
    assert there.seen[-1].id == "urgent"
    there = at_rest()
    there.press(Command.STAFF)
    there.wait(10)
    assert heard(there)[:2] == ["[staff clinic]", "Title of home."]


def test_a_greeting_begins_a_visit_and_a_command_does_not() -> None:
    there = at_rest()
    for words in ("one", "stop", "yes please", "start again"):
        there.say(words)
        assert is_resting(there), words
    there.say("hello kiosk")
    there.wait(30)
    assert heard(there)[:2] == ["[welcome]", "[orient]"]
    assert there.session.state.mode is Mode.WORDS


def test_what_the_invitation_teaches_begins_a_visit_with_the_introduction() -> None:
    """With nothing but a voice."""
    there = at_rest()
    there.say("main menu")
    there.wait(30)
    assert heard(there)[:2] == ["[welcome]", "[orient]"]
    assert there.seen[-1].id == "home"


def test_at_a_doubtful_greeting_it_says_hello_and_waits_for_an_answer() -> None:
    there = at_rest()
    there.say("hello kiosk", 0.3)
    there.rest()
    assert heard(there) == ["[greeted]"]
    assert is_resting(there)
    there.say("yes please", 0.3)
    assert not is_resting(there)


def test_who_greets_doubtfully_twice_is_meant() -> None:
    there = at_rest()
    there.say("hello kiosk", 0.3)
    there.say("hello kiosk", 0.3)
    assert not is_resting(there)


def test_where_nobody_answers_it_is_shy_for_a_while() -> None:
    there = at_rest()
    there.say("hello kiosk", 0.3)
    there.wait(30)
    there.say("yes please")
    there.say("hello kiosk", 0.3)
    there.rest()
    assert is_resting(there)
    assert heard(there) == ["[greeted]"]
    there.wait(70)
    there.heard.clear()
    there.say("hello kiosk", 0.3)
    there.rest()
    assert heard(there) == ["[greeted]"]


def test_a_sound_begins_a_visit_where_sounds_are_a_switch() -> None:
    policy = Policy(
        profile=Profile.CLINIC, has_visits=True, switches=Switches.ONE, has_sound_switch=True
    )
    there = stand(policy=policy)
    there.rest()
    begun = there.begin_to_say()
    there.session.post(SpeechEnded(begun.turn, (), Ending.SWITCH))
    assert not is_resting(there)


def test_talk_and_coughs_begin_nothing() -> None:
    there = at_rest()
    for ending in (Ending.SOUND, Ending.TALK, Ending.PAUSE):
        begun = there.begin_to_say()
        there.session.post(SpeechEnded(begun.turn, (), ending))
        assert is_resting(there)
    assert heard(there) == []


def test_a_headset_begins_a_visit() -> None:
    """P3, M9."""
    there = at_rest()
    there.session.post(HeadsetPlugged())
    assert not is_resting(there)


def test_after_a_visit_it_says_that_everything_is_cleared() -> None:
    there = stand(Beginning.CLEARED)
    there.rest()
    assert heard(there) == ["[cleared]"]
    assert is_resting(there)


def test_after_a_fault_it_says_so_and_how_to_begin() -> None:
    there = stand(Beginning.RESTARTED)
    there.rest()
    assert heard(there) == ["[restarted]", "[welcome]", "[resting how]"]


def test_the_next_person_is_welcomed_at_once() -> None:
    there = stand(Beginning.ANEW)
    there.wait(30)
    assert heard(there)[:3] == ["[cleared]", "[welcome]", "[orient]"]


def test_without_a_voice_it_rests_and_begins_all_the_same() -> None:
    there = Stand(small_guide(), CLINIC, hears=False, begins=Beginning.RESTING)
    there.session.post(SpeakerFailed(SpeakerFault.NO_ENGINE))
    there.rest()
    assert "[resting how by key]" in [line.text.shown for line in there.seen[-1].lines]
    there.press(Command.NEXT)
    assert there.seen[-1].id == "home"


def in_visit() -> Stand:
    there = at_rest()
    there.press(Command.STOP)
    there.press(Choose(1))
    there.heard.clear()
    return there


def test_new_person_ends_the_visit_at_once_by_key_and_by_word() -> None:
    there = in_visit()
    there.press(Command.NEW_PERSON)
    assert there.ends == [Beginning.ANEW]
    assert there.session.state.ending is VisitEnding.NEW_PERSON
    there = in_visit()
    there.say("new person")
    assert there.ends == [Beginning.ANEW]


def test_a_doubtful_new_person_is_asked_about() -> None:
    there = in_visit()
    there.say("new person", 0.3)
    assert there.ends == []
    assert there.seen[-1].id == "question:confirm"


def test_goodbye_asks_and_then_ends() -> None:
    there = in_visit()
    there.press(Command.GOODBYE)
    there.press(Command.YES)
    there.rest()
    assert heard(there)[-1] == "[goodbye clearing]"
    assert there.ends == [Beginning.CLEARED]
    assert there.session.state.ending is VisitEnding.GOODBYE


def test_a_headset_that_is_pulled_out_ends_the_visit_after_a_grace() -> None:
    """P4."""
    there = in_visit()
    there.session.post(HeadsetUnplugged())
    there.wait(CLINIC.grace_seconds - 1)
    assert heard(there)[-1].startswith("[headset out]")
    assert there.ends == []
    there.wait(2)
    assert there.ends == [Beginning.CLEARED]
    assert there.session.state.ending is VisitEnding.HEADSET


@pytest.mark.parametrize("deed", ["plug", "key", "word"])
def test_in_the_grace_whatever_a_person_does_goes_on(deed: str) -> None:
    there = in_visit()
    there.session.post(HeadsetUnplugged())
    there.wait(15)
    match deed:
        case "plug":
            there.session.post(HeadsetPlugged())
        case "key":
            there.press(Command.CONTINUE)
        case _:
            there.say("continue")
    there.wait(CLINIC.grace_seconds)
    assert there.ends == []
    assert there.seen[-1].id == "symptoms"


def test_a_headset_that_was_never_used_ends_nothing_at_rest() -> None:
    there = at_rest()
    there.session.post(HeadsetUnplugged())
    there.wait(60)
    assert there.ends == []
    assert is_resting(there)


def test_at_home_headsets_and_quiet_hours_change_nothing() -> None:
    there = Stand(small_guide(), Policy(), hears=True)
    there.rest()
    before = there.session.state
    there.session.post(HeadsetPlugged())
    there.session.post(HeadsetUnplugged())
    there.session.post(QuietHoursChanged(are_on=False))
    there.wait(60)
    assert there.session.state.place == before.place
    assert there.ends == []


def test_after_a_lesson_in_using_it_the_kiosk_rests_as_well() -> None:
    dialogue = Dialogue(small_guide(), CLINIC)
    started = SessionStarted(begins=Beginning.CLEARED, teaches=True)
    assert isinstance(dialogue.step(dialogue.begin(), started).state.place, RestingPlace)
