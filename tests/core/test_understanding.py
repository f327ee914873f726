"""What is accepted, confirmed and rejected; what happens when nothing is said or understood."""

import pytest

from mskiosk.core.effects import Chime, Earcon, StartTimer
from mskiosk.core.events import Hypothesis, SpeechEnded, SpeechStarted, Timer
from mskiosk.core.grammar import Grammar
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import PATIENCE, PatienceLevel, Policy
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation


def waiting(**options: bool) -> Conversation:
    return Conversation(**options).until(Phase.WAITING)  # type: ignore[arg-type]  # flags only


def test_noinput_and_nomatch_are_counted_apart() -> None:
    """X1: NI, NM, NI gives 2 and 1."""
    talk = waiting().expire(Timer.NOINPUT).until(Phase.WAITING).say("banana")
    talk.until(Phase.WAITING).expire(Timer.NOINPUT)
    assert (talk.state.noinputs, talk.state.nomatches) == (2, 1)


def test_counters_begin_anew_on_each_page() -> None:
    """X1: reset on entry."""
    talk = waiting().say("banana").say("two")
    assert (talk.state.noinputs, talk.state.nomatches) == (0, 0)


def test_misunderstandings_escalate_to_choices_and_then_to_keys_and_a_person() -> None:
    """X2, C5."""
    talk = waiting().say("banana")
    assert [text.spoken for text in talk.last_speak().texts] == ["[nomatch]"]
    talk.say("banana")
    said = [text.spoken for text in talk.last_speak().texts]
    assert said[:2] == ["[waits longer]", "[list choices]"]
    assert said[2].startswith("[choice] About MS")
    talk.say("banana")
    assert [text.spoken for text in talk.last_speak().texts] == ["[use keys]"]
    assert talk.view.takes_labels is False


def test_a_narrowed_grammar_still_takes_numbers_yes_no_staff_and_get_help_now() -> None:
    talk = waiting().say("banana").say("banana").say("banana")
    phrases = Grammar.of(talk.view, talk.guide).phrases
    assert {"one", "three", "yes please", "no", "staff please", "get help now"} <= set(phrases)
    assert "symptoms" not in phrases


def test_any_phrase_brings_the_whole_grammar_back() -> None:
    talk = waiting().say("banana").say("banana").say("banana").say("staff please")
    assert talk.view.takes_labels


def test_the_microphone_goes_off_only_where_keys_are_in_use() -> None:
    talk = waiting().say("banana").say("banana").say("banana").until(Phase.WAITING)
    assert talk.state.is_microphone_open
    talk = Conversation().press(Command.WHERE_AM_I).until(Phase.WAITING)
    talk.say("banana").say("banana").say("banana").until(Phase.WAITING)
    assert not talk.state.is_microphone_open
    assert talk.press(Choose(1)).until(Phase.WAITING).state.is_microphone_open


def test_silence_is_reminded_of_a_few_times_and_never_ends_anything() -> None:
    talk = waiting()
    for _ in range(3):
        talk.expire(Timer.NOINPUT).until(Phase.WAITING)
    reminders = 0
    while Timer.REMINDER in talk.timers():
        talk.expire(Timer.REMINDER).until(Phase.WAITING)
        reminders += 1
    assert reminders == talk.dialogue.policy.reminders
    assert talk.state.is_microphone_open
    assert talk.say("two").view.id == "symptoms"


def test_the_noinput_timer_starts_when_the_prompt_has_ended() -> None:
    """X4."""
    talk = waiting()
    timers = talk.asked_for(StartTimer)
    assert [timer.timer for timer in timers] == [Timer.NOINPUT]
    assert timers[0].seconds >= 10


def test_a_sound_in_a_window_that_is_no_phrase_gets_one_more_window_and_no_more() -> None:
    talk = Conversation().finish_prompt().finish_prompt()
    assert talk.state.phase is Phase.WINDOW
    talk.utter()
    assert talk.asked_for(Chime) == [Chime(Earcon.NOT_UNDERSTOOD)]
    assert talk.state.phase is Phase.WINDOW
    assert talk.utter().until(Phase.READING).state.window_retries == 0


def test_a_doubtful_phrase_is_confirmed_before_it_acts() -> None:
    """X6."""
    talk = Conversation().say("two", 0.3)
    assert talk.view.id == "question:confirm"
    assert "two, Symptoms" in talk.view.title.spoken
    assert talk.say("yes").view.id == "symptoms"


def test_a_refused_candidate_is_not_offered_again() -> None:
    """X7."""
    talk = Conversation().say("two", 0.3).say("no")
    assert talk.view.id == "home"
    talk.say("two", 0.3)
    assert talk.view.id == "home"


def test_a_phrase_below_both_bands_is_not_understood() -> None:
    assert waiting().say("two", 0.1).state.nomatches == 1


def test_a_second_hypothesis_counts_when_the_first_means_nothing() -> None:
    talk = waiting().utter(Hypothesis("too", 0.9), Hypothesis("two", 0.8))
    assert talk.view.id == "symptoms"


@pytest.mark.parametrize("words", ["two three", "get help", "symptom", "", "main", "twotwo", "11"])
def test_a_part_of_a_phrase_or_more_than_a_phrase_is_no_phrase(words: str) -> None:
    """X8: the whole phrase must be in the grammar."""
    assert waiting().say(words).view.id == "home"


def test_a_report_of_an_earlier_turn_changes_nothing() -> None:
    talk = waiting()
    old = talk.state.turn
    talk.press(Choose(1)).until(Phase.WAITING)
    before = talk.state
    talk.happen(SpeechStarted(old), SpeechEnded(old, (Hypothesis("main menu", 1.0),)))
    assert talk.state == before


def test_an_utterance_that_is_never_understood_is_given_up() -> None:
    talk = waiting()
    talk.happen(SpeechStarted(talk.state.turn))
    assert talk.timers() == {Timer.ANSWER}
    assert talk.expire(Timer.ANSWER).state.nomatches == 1


@pytest.mark.parametrize("level", PatienceLevel)
def test_whoever_speaks_with_many_pauses_is_not_talked_over_before_the_listener_ends_it(
    level: PatienceLevel,
) -> None:
    """X3, C4."""
    talk = Conversation(Policy(patience=level)).until(Phase.WAITING)
    talk.happen(SpeechStarted(talk.state.turn))
    (waits,) = [e.seconds for e in talk.asked_for(StartTimer) if e.timer is Timer.ANSWER]
    patience = PATIENCE[level]
    assert waits > patience.most_seconds + patience.incomplete_seconds


def test_universals_are_in_the_grammar_of_every_screen() -> None:
    """X9."""
    talk = Conversation()
    for place in (Choose(0), Command.SOURCES, Command.GET_HELP_NOW, Command.GOODBYE):
        talk.press(place)
        meant = set(Grammar.of(talk.view, talk.guide).phrases.values())
        assert set(Command) <= meant


def test_the_number_of_a_choice_means_nothing_where_there_is_no_such_choice() -> None:
    talk = Conversation().say("symptoms")
    assert Grammar.of(talk.view, talk.guide).match("two") is None


def test_a_narrowed_grammar_locks_nobody_out() -> None:
    for words, place in (("go back", "home"), ("main menu", "home"), ("help", "symptoms")):
        talk = Conversation().say("two").until(Phase.WAITING)
        talk.say("banana").say("banana").say("banana").say(words)
        assert talk.view.id == place
        assert talk.view.takes_labels


def test_a_refused_candidate_that_is_then_heard_clearly_acts() -> None:
    talk = Conversation().say("two", 0.3).say("no")
    assert talk.say("two", 0.95).view.id == "symptoms"


def test_a_misheard_answer_gets_the_question_again() -> None:
    talk = Conversation().say("goodbye").say("banana")
    assert talk.spoken() == ["[confirm goodbye]"]


def test_a_microphone_that_goes_off_is_not_said_to_listen() -> None:
    talk = Conversation().press(Command.WHERE_AM_I).until(Phase.WAITING)
    talk.say("banana").say("banana").say("banana")
    assert talk.spoken() == ["[microphone off]"]


def test_who_came_by_voice_can_say_no_just_after_the_title() -> None:
    """X6: the microphone is deaf while the kiosk speaks on a loudspeaker."""
    talk = Conversation().say("two")
    assert len(talk.spoken()) == 1
    assert talk.finish_prompt().phase() is Phase.WINDOW
    assert talk.say("no").view.id == "home"


def test_who_was_not_misheard_is_not_kept_waiting_after_the_title() -> None:
    by_key = Conversation().press(Choose(1))
    assert len(by_key.spoken()) > 1
    in_a_headset = Conversation(Policy(has_headset=True)).say("two")
    assert len(in_a_headset.spoken()) > 1
    urgent = Conversation().say("get help now")
    assert len(urgent.spoken()) > 1
    later = Conversation().say("two").finish_prompt().expire(Timer.WINDOW)
    assert len(later.spoken()) > 1


def test_after_a_no_the_next_likeliest_is_asked_about() -> None:
    """X7: at most three, each once, and none that was refused."""
    talk = Conversation().until(Phase.WAITING)
    heard = [Hypothesis("two", 0.4), Hypothesis("three", 0.35), Hypothesis("option two", 0.3)]
    talk.utter(*heard)
    assert "two, Symptoms" in talk.view.title.spoken
    talk.say("no")
    assert "three, Treatment" in talk.view.title.spoken
    talk.say("no")
    assert (talk.view.id, talk.spoken()) == ("home", ["[confirm refused]"])
    talk.until(Phase.WAITING).utter(*heard)
    assert talk.view.id == "home"


@pytest.mark.parametrize("guess", [(), (Hypothesis("go back", 0.3),)])
def test_the_third_likeliest_is_asked_about_after_two_noes_whatever_else_those_might_be(
    guess: tuple[Hypothesis, ...],
) -> None:
    """X7."""
    talk = Conversation().until(Phase.WAITING)
    talk.utter(Hypothesis("two", 0.4), Hypothesis("three", 0.35), Hypothesis("one", 0.3))
    for expected in ("three, Treatment", "one, About MS"):
        talk.until(Phase.WAITING).utter(Hypothesis("no", 0.9), *guess)
        assert expected in talk.view.title.spoken
    talk.until(Phase.WAITING).utter(Hypothesis("no", 0.9), *guess)
    assert (talk.view.id, talk.spoken()) == ("home", ["[confirm refused]"])


def test_a_doubtful_yes_to_what_is_costly_is_not_taken_for_the_no_that_it_might_be() -> None:
    """X6. It is asked again."""
    talk = Conversation().press(Command.GOODBYE).until(Phase.WAITING)
    asked = talk.view.id
    talk.utter(Hypothesis("yes please", 0.49), Hypothesis("no", 0.49))
    assert talk.view.id == asked
    assert talk.state.nomatches == 1
    assert talk.say("no").view.id == "home"


def test_the_next_likeliest_may_be_it() -> None:
    talk = Conversation().until(Phase.WAITING)
    talk.utter(Hypothesis("two", 0.4), Hypothesis("three", 0.35)).say("no").say("yes please")
    assert talk.view.id == "treatment"
    assert talk.press(Command.GO_BACK).view.id == "home"


def test_what_is_less_likely_than_a_guess_is_not_asked_about() -> None:
    talk = Conversation().until(Phase.WAITING)
    talk.utter(Hypothesis("two", 0.4), Hypothesis("three", 0.1)).say("no")
    assert talk.view.id == "home"


@pytest.mark.parametrize("command", [Command.GOODBYE, Command.NEW_PERSON])
def test_no_visit_ends_on_a_guess(command: Command) -> None:
    """X6: what cannot be undone takes a yes that was heard for sure."""
    for words in ("yes please", "one"):
        talk = Conversation().press(command)
        page = talk.view.id
        assert talk.say(words, 0.4).until(Phase.WAITING).view.id == page
        talk.say(words)
        assert talk.spoken()[0] in ("[goodbye]", "[cleared]")
    assert Conversation().press(command).say("go back", 0.4).view.id == "home"


@pytest.mark.parametrize(
    ("asked", "answer", "page"),
    [
        ("two", "two", "symptoms"),  # said again
        ("two", "one", "question:confirm"),  # an answer, or another choice?
        ("two", "no, one", "question:confirm"),
        ("two", "no", "home"),
        ("go back", "go back", "home"),
        ("main menu", "main menu", "home"),
    ],
)
def test_at_the_question_a_number_is_never_taken_for_something_else(
    asked: str, answer: str, page: str
) -> None:
    talk = Conversation().until(Phase.WAITING)
    if asked != "two":
        talk.press(Choose(2)).until(Phase.WAITING)
    assert talk.say(asked, 0.4).say(answer).view.id == page


def test_a_guess_at_a_number_is_no_answer_to_whether_a_number_was_heard() -> None:
    talk = Conversation().until(Phase.WAITING).say("two", 0.4)
    assert talk.say("one", 0.4).until(Phase.WAITING).view.id == "question:confirm"


@pytest.mark.parametrize("words", ["help get help now", "get help now help", "two get help now"])
def test_who_asks_for_urgent_help_among_other_phrases_gets_it(words: str) -> None:
    assert Conversation().say(words).view.id == "urgent"


def test_no_and_yes_together_answer_nothing() -> None:
    talk = Conversation().press(Command.GOODBYE)
    assert talk.say("no yes").view.id == "question:goodbye"
    assert Conversation().press(Command.GOODBYE).say("yes no").view.id == "home"


def test_a_doubtful_no_after_an_action_goes_back_all_the_same() -> None:
    assert Conversation().say("two").finish_prompt().say("no", 0.3).view.id == "home"


def test_what_is_promised_is_heard_in_a_narrowed_grammar() -> None:
    talk = waiting().say("banana").say("banana").say("banana").until(Phase.WAITING)
    talk.say("main menu").say("banana").say("banana").say("banana")
    assert talk.press(Command.PAUSE).until(Phase.PAUSED).say("continue").phase() is Phase.READING
