"""The lesson in which the kiosk learns how a person speaks (C4, E16)."""

from collections.abc import Sequence

import pytest

from mskiosk.core.effects import ForgetPerson, ForgetVoice, KeepVoice, Listen
from mskiosk.core.events import (
    Ending,
    Hypothesis,
    ListenerFailed,
    ListenerFault,
    ListenerReady,
    SampleFault,
    SampleHeard,
    SessionStarted,
    SpeechEnded,
    SpeechStarted,
    Timer,
    VoiceNotKept,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.state import LessonPlace, OwnVoice, Phase, TopicPlace
from mskiosk.core.teaching import MOST_PHRASES, SAMPLES
from tests.core.conversation import Conversation

HOME = Policy(offers_lessons=True)
CLINIC = Policy(offers_lessons=True, profile=Profile.CLINIC)


def lesson(policy: Policy = HOME) -> Conversation:
    return Conversation(policy).press(Command.LEARN_VOICE).finish_prompt()


def asked(talk: Conversation) -> LessonPlace:
    assert isinstance(talk.state.place, LessonPlace)
    return talk.state.place


def give(talk: Conversation, *faults: SampleFault | None) -> Conversation:
    """The person says what is asked, each time as soon as the kiosk listens."""
    for fault in faults:
        while not talk.state.is_microphone_open:
            talk.finish_prompt()
        turn = talk.state.turn
        talk.happen(SpeechStarted(turn), SampleHeard(turn, asked(talk).phrase, fault))
    return talk


def teach(talk: Conversation, phrases: int) -> Conversation:
    return give(talk, *[None] * (SAMPLES * phrases))


def requests(talk: Conversation) -> Sequence[Listen]:
    return talk.asked_for(Listen)


def misunderstood_twice(talk: Conversation) -> Conversation:
    talk.until(Phase.WAITING).say("banana")
    return talk.finish_prompt().say("banana")


def test_it_asks_for_the_numbers_of_the_page_and_the_most_needed_commands() -> None:
    phrases = asked(lesson()).phrases
    assert phrases[:5] == ("one", "two", "three", "yes please", "no")
    assert {"go back", "main menu", "help", "stop", "repeat"} <= set(phrases)
    assert len(phrases) <= MOST_PHRASES


def test_it_listens_for_an_example_and_for_a_few_commands_alone() -> None:
    (request,) = requests(lesson())
    assert request.sample_of == "one"
    meant = set(request.grammar.phrases.values())
    assert Command.GET_HELP_NOW in meant
    assert {Command.STOP, Command.GO_BACK, Command.MAIN_MENU, Command.NEXT} <= meant
    assert not [intent for intent in meant if isinstance(intent, Choose)]


def test_a_command_that_is_taught_is_no_command_meanwhile() -> None:
    talk = teach(lesson(), 5).finish_prompt()
    (request,) = requests(talk)
    assert request.sample_of == "go back"
    assert Command.GO_BACK not in request.grammar.phrases.values()
    assert Command.STOP in request.grammar.phrases.values()


def test_each_phrase_is_asked_for_three_times() -> None:
    talk = lesson()
    said = ["[lesson say] one", "[lesson again] one", "[lesson once more] one", "[lesson say] two"]
    for words in said:
        assert talk.said[-1] == words
        give(talk, None)


def test_after_the_last_phrase_it_tells_how_many_it_has_learned() -> None:
    talk = lesson(CLINIC)
    count = len(asked(talk).phrases)
    teach(talk, count)
    assert talk.spoken() == [f"[lesson over] {talk.guide.number(count).spoken}"]
    assert talk.view.id == "home"
    assert talk.state.own_voice is OwnVoice.TAUGHT


@pytest.mark.parametrize("fault", SampleFault)
def test_each_fault_is_told_in_words_and_the_phrase_is_asked_for_again(fault: SampleFault) -> None:
    talk = give(lesson(), None, fault)
    reason, again = talk.spoken()
    assert reason == f"[lesson {fault.value}]"
    assert again == "[lesson again] one"


def test_a_phrase_that_fails_three_times_is_left_out() -> None:
    talk = give(lesson(), *[SampleFault.TOO_QUIET] * 3)
    assert talk.spoken() == ["[lesson left out]", "[lesson say] two"]
    assert asked(talk).learned == 0


def test_a_phrase_can_be_skipped_by_key_and_by_voice() -> None:
    talk = lesson().press(Command.NEXT)
    assert asked(talk).phrase == "two"
    talk.say("next")
    assert asked(talk).phrase == "three"
    talk.press(Command.NEXT_CHOICE)
    assert asked(talk).phrase == "yes please"


@pytest.mark.parametrize("command", [Command.GO_BACK, Command.MAIN_MENU])
def test_a_key_ends_the_lesson_at_once(command: Command) -> None:
    talk = lesson(CLINIC).press(command)
    assert talk.view.id == "home"
    assert talk.spoken() == ["[lesson in vain]"]
    assert talk.state.trail == () or command is Command.MAIN_MENU


@pytest.mark.parametrize("words", ["stop", "go back", "main menu"])
def test_what_would_end_the_lesson_by_voice_is_asked_about(words: str) -> None:
    talk = lesson(CLINIC).say(words)
    assert talk.view.id == "question:confirm"
    talk.say("no").until(Phase.WAITING)
    assert asked(talk).phrase == "one"
    assert requests(talk)[-1].sample_of == "one"
    talk.say(words).say("yes please")
    assert talk.view.id == "home"


def test_get_help_now_is_never_asked_about_and_the_way_back_is_the_lesson() -> None:
    talk = give(lesson(), None).say("get help now")
    assert talk.view.id == "urgent"
    talk.press(Command.GO_BACK).until(Phase.WAITING)
    assert talk.said[-1] == "[lesson again] one"
    assert requests(talk)[-1].sample_of == "one"


def test_a_doubtful_command_is_no_command_in_a_lesson() -> None:
    talk = lesson().say("stop", confidence=0.4)
    assert talk.spoken() == ["[lesson not heard]", "[lesson say] one"]


def test_silence_is_told_twice_and_then_the_lesson_ends() -> None:
    talk = lesson(CLINIC)
    for _ in range(2):
        talk.expire(Timer.NOINPUT)
        assert talk.spoken() == ["[lesson not heard]", "[lesson say] one"]
        talk.finish_prompt()
    talk.expire(Timer.NOINPUT)
    assert talk.spoken() == ["[lesson in vain]"]


def test_an_utterance_that_never_ends_does_not_hold_the_lesson() -> None:
    talk = lesson()
    talk.happen(SpeechStarted(talk.state.turn)).expire(Timer.ANSWER)
    assert talk.spoken() == ["[lesson not heard]", "[lesson say] one"]


def test_an_example_of_an_earlier_turn_changes_nothing() -> None:
    talk = lesson()
    before = talk.state
    talk.happen(SampleHeard(talk.state.turn - 1, "one"))
    assert talk.state == before


def test_a_key_that_silences_leaves_the_lesson_as_it_is() -> None:
    talk = lesson().press(Command.STOP)
    assert requests(talk)[-1].sample_of == "one"


def test_after_two_misunderstandings_it_is_offered_once() -> None:
    talk = misunderstood_twice(Conversation(HOME))
    assert talk.view.id == "question:offer-lesson"
    talk.press(Choose(1)).finish_prompt()
    assert "[lesson refused]" in talk.said
    talk.press(Command.MAIN_MENU)
    misunderstood_twice(talk)
    assert talk.view.id == "home"


def test_the_offer_is_taken_by_voice_or_key() -> None:
    assert asked(misunderstood_twice(Conversation(HOME)).press(Choose(0))).phrase == "one"
    assert asked(misunderstood_twice(Conversation(HOME)).say("yes please")).phrase == "one"


def test_misunderstandings_go_on_to_count_after_a_refused_offer() -> None:
    talk = misunderstood_twice(Conversation(HOME)).say("no").finish_prompt().say("banana")
    assert talk.spoken() == ["[use keys]"]


def test_nothing_is_offered_where_nothing_can_be_learned() -> None:
    assert misunderstood_twice(Conversation(Policy())).view.id == "home"


@pytest.mark.parametrize("is_typed", [True, False])
def test_where_nobody_listens_it_says_so(is_typed: bool) -> None:  # a parameter
    talk = Conversation(HOME, hears=is_typed, is_typed=is_typed)
    if not is_typed:
        talk.happen(ListenerFailed(ListenerFault.NO_DEVICE))
    talk.press(Command.LEARN_VOICE)
    assert talk.spoken()[0] == "[lesson deaf]"
    assert talk.view.id == "home"


def test_a_lesson_may_begin_before_the_listener_is_ready() -> None:
    talk = Conversation(HOME, hears=False).press(Command.LEARN_VOICE).finish_prompt()
    assert not talk.listens()
    talk.happen(ListenerReady("test"))
    assert requests(talk)[-1].sample_of == "one"


def test_where_sounds_are_switches_no_words_are_learned() -> None:
    talk = Conversation(Policy(offers_lessons=True, has_sound_switch=True))
    assert talk.press(Command.LEARN_VOICE).spoken()[0] == "[lesson deaf]"


def test_a_lesson_ends_when_its_microphone_goes() -> None:
    talk = lesson().happen(ListenerFailed(ListenerFault.NO_DEVICE))
    assert talk.spoken()[0] == "[no microphone]"
    talk.finish_prompt()
    assert talk.view.id == "home"


def test_a_lesson_outlives_a_restart_of_the_listener() -> None:
    talk = give(lesson(), None).finish_prompt()
    talk.happen(ListenerFailed(ListenerFault.RESTARTING))
    assert asked(talk).samples == 1


def test_at_home_it_is_asked_once_whether_to_keep_what_was_learned() -> None:
    talk = teach(lesson(), 1).press(Command.GO_BACK)
    assert talk.view.id == "question:keep-voice"
    talk.press(Choose(0))
    assert talk.asked_for(KeepVoice)
    assert talk.state.own_voice is OwnVoice.KEPT
    talk.press(Command.LEARN_VOICE, Choose(0))
    assert teach(talk, 1).press(Command.GO_BACK).view.id == "home"


@pytest.mark.parametrize("answer", [Choose(1), Command.NO, Command.GO_BACK])
def test_what_may_not_be_kept_is_used_until_the_end(answer: Choose | Command) -> None:
    talk = teach(lesson(), 1).press(Command.GO_BACK, answer)
    assert not talk.asked_for(KeepVoice)
    assert talk.state.own_voice is OwnVoice.NOT_KEPT
    assert talk.spoken() == ["[voice refused]"]
    talk.press(Command.LEARN_VOICE, Choose(0))
    assert teach(talk, 1).press(Command.GO_BACK).view.id == "home"


def test_at_a_clinic_nobody_is_asked_and_nothing_is_kept() -> None:
    """P1."""
    talk = teach(lesson(CLINIC), 1).press(Command.GO_BACK)
    assert talk.view.id == "home"
    assert not talk.asked_for(KeepVoice)


def test_what_cannot_be_written_is_told() -> None:
    talk = teach(lesson(), 1).press(Command.GO_BACK, Choose(0)).until(Phase.WAITING)
    talk.happen(VoiceNotKept())
    assert talk.spoken() == ["[voice not kept]"]
    assert talk.state.own_voice is OwnVoice.NOT_KEPT


def test_a_voice_is_forgotten_by_word_or_key_at_any_time() -> None:
    talk = teach(lesson(), 1).press(Command.FORGET_VOICE)
    assert talk.asked_for(ForgetVoice)
    assert talk.spoken() == ["[voice forgotten]"]
    assert talk.view.id == "home"
    talk.say("forget voice")
    assert not talk.asked_for(ForgetVoice), "what was kept of somebody else stays"
    assert talk.spoken()[0] == "[voice unknown]"


def test_a_voice_is_forgotten_by_word_only_after_a_question_and_a_sure_yes() -> None:
    """X6: a lesson takes two minutes."""
    talk = teach(lesson(CLINIC), 1).press(Command.GO_BACK).until(Phase.WAITING)
    assert talk.say("forget voice").view.id == "question:confirm"
    assert talk.say("yes", 0.4).view.id == "question:confirm"
    talk.say("yes")
    assert talk.asked_for(ForgetVoice)
    assert talk.spoken()[0] == "[voice forgotten]"
    known = teach(lesson(CLINIC), 1).press(Command.GO_BACK, Command.LEARN_VOICE)
    assert not known.say("two", 0.4).asked_for(ForgetVoice)


def test_a_voice_that_was_kept_at_an_earlier_visit_is_known() -> None:
    talk = Conversation(HOME).happen(SessionStarted(knows_voice=True)).press(Command.FORGET_VOICE)
    assert talk.spoken()[0] == "[voice forgotten]"


def test_whose_voice_is_known_can_teach_more_or_have_it_forgotten_by_number() -> None:
    talk = teach(lesson(CLINIC), 1).press(Command.GO_BACK, Command.LEARN_VOICE)
    assert talk.view.id == "question:known-voice"
    assert [choice.label.shown for choice in talk.view.choices] == [
        "[learn more label]",
        "[forget label]",
    ]
    talk.press(Command.NO)
    assert talk.spoken() == ["[back at] Title of home."]
    talk.press(Command.LEARN_VOICE, Choose(0))
    assert asked(talk).phrase == "one"
    talk.press(Command.GO_BACK, Command.LEARN_VOICE, Choose(1))
    assert talk.asked_for(ForgetVoice)
    assert talk.spoken()[0] == "[voice forgotten]"


def test_what_is_forgotten_while_it_is_asked_about_is_not_kept() -> None:
    talk = teach(lesson(), 1).press(Command.GO_BACK)
    assert talk.view.id == "question:keep-voice"
    talk.press(Command.FORGET_VOICE)
    assert talk.view.id == "home"
    assert talk.spoken() == ["[voice forgotten]"]


def test_what_was_kept_can_be_forgotten_by_key_where_nobody_listens() -> None:
    talk = Conversation(HOME, hears=False)
    talk.happen(SessionStarted(knows_voice=True, has_microphone=False))
    talk.press(Command.LEARN_VOICE, Choose(0))
    assert talk.spoken()[0] == "[lesson deaf]"
    talk.press(Command.LEARN_VOICE, Choose(1))
    assert talk.asked_for(ForgetVoice)


def test_a_cough_is_no_example_and_other_peoples_talk_is_told() -> None:
    talk = lesson()
    turn = talk.state.turn
    talk.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.SOUND))
    assert talk.state.phase is Phase.WAITING
    assert talk.timers() == {Timer.NOINPUT}
    talk.happen(SpeechStarted(turn), SpeechEnded(turn, (), Ending.TALK))
    assert talk.spoken() == ["[lesson too long]", "[lesson say] one"]


def test_a_new_person_is_not_known() -> None:
    """P1."""
    talk = teach(lesson(), 1).press(Command.NEW_PERSON, Choose(0))
    assert talk.state.own_voice is OwnVoice.UNKNOWN
    assert isinstance(talk.state.place, TopicPlace)
    assert talk.asked_for(ForgetPerson)


def test_where_am_i_tells_the_page_and_asks_again() -> None:
    """E20."""
    talk = lesson().press(Command.WHERE_AM_I)
    assert talk.spoken()[0] == "[here question] Title of home."
    assert talk.spoken()[-1] == "[lesson say] one"


def test_whoever_starts_to_speak_during_the_prompt_is_asked_again_by_headset() -> None:
    talk = Conversation(Policy(offers_lessons=True, has_headset=True)).press(Command.LEARN_VOICE)
    (request,) = requests(talk)
    assert request.sample_of is None
    talk.happen(SpeechStarted(talk.state.turn)).finish_prompt()
    talk.utter(Hypothesis("two", 0.2))
    assert talk.spoken() == ["[lesson not heard]", "[lesson say] one"]
