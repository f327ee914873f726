"""E7: private words go to private ears, or to a channel that the person has chosen."""

from dataclasses import replace

import pytest

from mskiosk.core.effects import Listen, Speak
from mskiosk.core.events import (
    Hypothesis,
    SpeakerFailed,
    SpeakerFault,
    SpeakerReady,
    Timer,
)
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.state import Hearing, Phase
from mskiosk.core.view import LineKind
from tests.core.conversation import Conversation
from tests.private_guide import private_guide, secrets

GUIDE = private_guide()
SECRETS = secrets(GUIDE, "leak")
CLINIC = Policy(profile=Profile.CLINIC)
ASKED = f"[{Notice.PRIVATE_QUESTION.value}]"
SILENT = f"[{Notice.PRIVATE_SILENT.value}]"


def symptoms(policy: Policy = CLINIC) -> Conversation:
    return Conversation(policy, private_guide()).press(Choose(1))


def asked(policy: Policy = CLINIC) -> Conversation:
    """At the private page, with its question asked and an answer awaited."""
    talk = symptoms(policy)
    talk.said.clear()
    return talk.press(Choose(0)).until(Phase.WAITING)


def silent() -> Conversation:
    talk = asked().press(Choose(2)).until(Phase.PAUSED)
    talk.said.clear()
    return talk


def told(talk: Conversation) -> list[str]:
    """What has been said of the private page."""
    return [said for said in talk.said if any(secret in said for secret in SECRETS)]


def test_a_private_page_is_shown_and_its_question_asked_before_a_word_of_it_is_said() -> None:
    talk = symptoms()
    talk.said.clear()
    talk.press(Choose(0))
    view = talk.view
    assert view.title.shown == "Title of leak."
    shown = {line.text.shown for line in view.lines}
    assert {found for found in SECRETS if "leak." in found and "Ref" not in found} <= shown
    assert talk.said[0] == ASKED
    talk.until(Phase.WAITING)
    assert told(talk) == []
    assert len(talk.said) == 4, "the question and its three answers"


def test_while_the_question_is_asked_the_numbers_answer_it_and_the_choices_are_seen() -> None:
    view = asked().view
    assert [choice.label.shown for choice in view.choices] == [
        f"[{label.value}]"
        for label in (Notice.ALOUD_LABEL, Notice.HEADSET_LABEL, Notice.SCREEN_LABEL)
    ]
    assert "Secret diary" in {line.text.shown for line in view.lines}
    assert not [line for line in view.lines if line.kind is LineKind.CHOICE]
    assert view.caption
    assert view.caption.shown == ASKED


@pytest.mark.parametrize("by_voice", [False, True])
def test_one_reads_it_aloud_and_it_is_not_asked_again(*, by_voice: bool) -> None:
    talk = asked()
    talk.say("one") if by_voice else talk.press(Choose(0))
    if by_voice:  # it may have been misheard: "no" is possible after the title
        assert talk.spoken() == ["Title of leak."]
        talk.finish_prompt().expire(Timer.WINDOW)
        assert talk.spoken()[0] == "Summary of leak."
    else:
        assert talk.spoken()[:2] == ["Title of leak.", "Summary of leak."]
    talk.press(Command.GO_BACK)
    talk.said.clear()
    talk.press(Choose(0))
    assert talk.spoken()[0] == "Title of leak."
    assert ASKED not in talk.said


def test_an_answer_can_be_given_by_its_label_and_as_it_is_read() -> None:
    assert asked().say("[aloud label]").spoken()[0] == "Title of leak."
    talk = symptoms().press(Choose(0)).finish_prompt().expire(Timer.WINDOW).start_sentence(0)
    assert talk.say("this one").spoken()[0] == "Title of leak."


def test_consent_is_for_one_page() -> None:
    talk = asked().press(Choose(0))
    talk.press(Choose(1))
    assert talk.view.id == "question:private"
    assert talk.spoken()[0] == ASKED


def test_two_waits_for_the_headset_and_then_reads() -> None:
    talk = asked().press(Choose(1))
    assert talk.spoken() == ["[headset question]"]
    talk.until(Phase.WAITING)
    assert told(talk) == []
    assert talk.say("continue").spoken()[0] == "Title of leak."


def test_the_space_key_says_that_the_headset_is_on_only_once_it_has_been_asked() -> None:
    talk = asked().press(Choose(1), Command.PAUSE_OR_CONTINUE).until(Phase.PAUSED)
    talk.press(Command.PAUSE_OR_CONTINUE).until(Phase.PAUSED)
    assert told(talk) == []
    talk = asked().press(Choose(1)).until(Phase.WAITING).press(Command.PAUSE_OR_CONTINUE)
    assert talk.spoken()[0] == "Title of leak."


def test_back_from_the_headset_leads_to_the_question_and_from_there_to_the_page_before() -> None:
    talk = asked().press(Choose(1), Command.GO_BACK)
    assert talk.view.id == "question:private"
    talk.press(Command.GO_BACK)
    assert talk.view.id == "symptoms"
    assert told(talk) == []


EVERYTHING: tuple[Intent, ...] = tuple(
    command
    for command in Command
    if command
    not in (Command.CONTINUE, Command.PAUSE_OR_CONTINUE, Command.GOODBYE, Command.LEARN_KEYS)
)


@pytest.mark.parametrize("intent", EVERYTHING)
def test_on_a_silent_page_nothing_says_a_word_of_it(intent: Intent) -> None:
    talk = silent()
    talk.press(Command.NEXT, intent)
    for _ in range(8):
        if talk.phase() in (Phase.WAITING, Phase.PAUSED):
            break
        talk.finish_prompt()
    assert told(talk) == []


def test_on_a_silent_page_the_keys_move_the_mark() -> None:
    talk = silent()
    assert talk.view.marked is None
    marks: list[int | None] = []
    for _ in range(3):
        talk.press(Command.NEXT)
        assert not talk.asked_for(Speak)
        assert talk.listens()
        marks.append(talk.view.marked)
    assert marks == [1, 2, 3]
    assert talk.press(Command.PREVIOUS).view.marked == 2
    assert talk.press(Command.OPTIONS).view.focus == 0
    assert talk.press(Command.NEXT_CHOICE).view.focus == 1
    assert talk.view.caption
    assert "Secret neighbour" in talk.view.caption.shown
    assert talk.spoken()[0].split()[1:] == ["two", "[private", "page]", "two"]
    assert told(talk) == []


@pytest.mark.parametrize("taken", ["press", "say", "label", "this one"])
def test_the_choices_of_a_silent_page_can_be_taken(taken: str) -> None:
    talk = silent()
    match taken:
        case "press":
            talk.press(Choose(0))
        case "say":
            talk.say("one")
        case "label":
            talk.say("secret diary")
        case _:
            talk.press(Command.NEXT_CHOICE).say("this one")
    assert talk.view.id == "diary"
    assert talk.spoken()[0] == "Title of diary."


def test_leaving_ends_the_silence_and_coming_back_asks_again() -> None:
    talk = silent().press(Choose(0))
    assert talk.state.silent_page is None
    talk.press(Command.GO_BACK)
    for _ in range(3):
        if ASKED in talk.said:
            break
        talk.finish_prompt()
    assert talk.view.id == "question:private"
    assert told(talk) == []


@pytest.mark.parametrize("command", [Command.SOURCES, Command.EXPLAIN_WORDS])
def test_the_sources_and_hard_words_of_a_silent_page_are_silent_too(command: Command) -> None:
    talk = silent().press(command)
    assert talk.view.title.shown.endswith("Title of leak.")
    assert talk.spoken() == [SILENT]
    talk.until(Phase.PAUSED).press(Command.NEXT).press(Command.GO_BACK)
    assert talk.view.id == "leak"
    assert told(talk) == []


def test_the_person_can_think_again_on_a_silent_page() -> None:
    talk = silent().press(Command.NEXT, Command.NEXT).say("continue")
    assert talk.spoken()[0] == ASKED
    talk.press(Choose(0))
    assert talk.spoken()[0] != "Title of leak.", "reads on where the person was"


def test_nobody_is_hurried_on_a_silent_page() -> None:
    """W8: reading takes as long as it takes."""
    talk = silent().press(Command.NEXT)
    assert talk.timers() == {Timer.REMINDER}
    talk.expire(Timer.REMINDER)
    assert talk.spoken() == [SILENT]


def test_a_doubtful_phrase_of_a_silent_page_is_confirmed_without_its_words() -> None:
    talk = silent().say("secret diary", 0.3)
    assert talk.view.id == "question:confirm"
    assert "one" in talk.spoken()[0]
    assert told(talk) == []
    assert talk.say("yes please").view.id == "diary"


def test_a_doubtful_yes_to_hearing_it_is_confirmed() -> None:
    talk = asked().say("one", 0.3)
    assert talk.view.id == "question:confirm"
    assert told(talk) == []
    talk.say("yes please")
    assert talk.spoken()[0] == "Title of leak."


def test_a_doubtful_answer_that_is_refused_leads_to_the_question() -> None:
    talk = asked().say("one", 0.3).press(Command.GO_BACK)
    assert talk.view.id == "question:private"
    assert told(talk) == []


def test_misunderstandings_and_silence_inside_the_question_are_met_as_elsewhere() -> None:
    """X2: the question again; its answers; keys and staff."""
    talk = asked().expire(Timer.NOINPUT)
    assert talk.spoken()[0] == ASKED
    talk.until(Phase.WAITING).expire(Timer.NOINPUT)
    assert talk.spoken()[0] == "[list choices]"
    talk.until(Phase.WAITING).utter(Hypothesis("banana", 1.0))
    assert talk.spoken()[0] == ASKED
    for _ in range(2):
        talk.until(Phase.WAITING).utter(Hypothesis("banana", 1.0))
    assert talk.spoken() == ["[microphone off]"]
    assert talk.state.hearing is Hearing.SWITCHED_OFF
    talk.until(Phase.WAITING).expire(Timer.REMINDER)
    assert talk.spoken() == ["[reminder]"]
    assert told(talk) == []
    assert talk.press(Choose(0)).spoken()[0] == "Title of leak."


@pytest.mark.parametrize("command", [Command.YES, Command.NO, Command.SOURCES, Command.OPTIONS])
def test_what_is_no_answer_hears_the_question_again(command: Command) -> None:
    talk = asked().press(command)
    assert talk.view.id == "question:private"
    assert ASKED in talk.spoken()


def test_where_am_i_in_the_question_gives_nothing_away() -> None:
    """E2, E7."""
    talk = asked().press(Command.WHERE_AM_I)
    assert "[private page]" in talk.spoken()[0]
    assert talk.until(Phase.WAITING).view.id == "question:private"
    assert told(talk) == []


@pytest.mark.parametrize("by_voice", [False, True])
def test_urgent_help_is_never_held_back(*, by_voice: bool) -> None:
    """In the middle of the question, and on a silent page; back from it the question comes."""
    for talk in (symptoms().press(Choose(0)), asked().press(Choose(1)), silent()):
        if by_voice:
            talk.say("get help now")
        else:
            talk.press(Command.GET_HELP_NOW)
        assert talk.spoken()[0] == "Title of urgent."
        assert talk.last_speak().is_aloud
        talk.press(Command.GO_BACK)
        assert talk.view.title.shown == "Title of leak."
        assert told(talk) == []


def test_a_mark_on_the_page_for_urgent_help_holds_nothing_back() -> None:
    guide = private_guide()
    topics = dict(guide.topics)
    topics["urgent"] = replace(topics["urgent"], is_private=True)
    talk = Conversation(CLINIC, replace(guide, topics=topics)).press(Command.GET_HELP_NOW)
    assert talk.spoken()[0] == "Title of urgent."


@pytest.mark.parametrize(
    "policy",
    [Policy(), Policy(profile=Profile.CLINIC, is_heard_in_private=True)],
    ids=["home", "headset"],
)
def test_at_home_and_by_headset_nothing_is_asked(policy: Policy) -> None:
    talk = symptoms(policy).press(Choose(0))
    assert talk.spoken()[0] == "Title of leak."


def test_a_headset_that_the_loudspeaker_takes_over_from_is_not_private_p4() -> None:
    talk = symptoms(Policy(profile=Profile.CLINIC, has_headset=True)).press(Choose(0))
    assert talk.view.id == "question:private"
    assert "leak" not in " ".join(talk.spoken())


def test_with_captions_only_nothing_is_asked_and_nothing_sounds() -> None:
    talk = symptoms(Policy(profile=Profile.CLINIC, is_aloud=False)).press(Choose(0))
    assert talk.view.id == "leak"
    assert not talk.last_speak().is_aloud


def test_without_a_loudspeaker_the_page_stays_silent_even_if_one_is_plugged_in() -> None:
    talk = symptoms().happen(SpeakerFailed(SpeakerFault.NO_DEVICE)).until(Phase.WAITING)
    talk.press(Choose(0))
    assert talk.spoken()[0] == "Title of leak."
    assert not talk.last_speak().is_aloud
    talk.happen(SpeakerReady()).finish_prompt().until(Phase.WAITING)
    assert talk.view.id == "question:private"


def test_when_speech_comes_back_on_a_private_page_its_question_is_asked_first() -> None:
    talk = symptoms(Policy(profile=Profile.CLINIC, is_aloud=False)).press(Choose(0))
    talk.press(Command.NEXT_CHOICE, Command.SPEECH_ON_OFF)
    aloud = [text.spoken for text in talk.last_speak().texts]
    assert talk.last_speak().is_aloud
    assert not [said for said in aloud if any(secret in said for secret in SECRETS)]


def test_the_question_listens_for_its_answers_alone() -> None:
    talk = symptoms().press(Choose(0)).finish_prompt()
    (listen,) = talk.asked_for(Listen)
    assert listen.grammar.match("secret diary") is None
    assert listen.grammar.match("two") == Choose(1)


def test_a_no_after_a_misheard_consent_takes_the_consent_back() -> None:
    """E7."""
    talk = asked().say("one").finish_prompt().say("no")
    assert not talk.state.consents
    talk.press(Command.MAIN_MENU, Choose(1), Choose(0))
    assert talk.spoken()[0] == ASKED
