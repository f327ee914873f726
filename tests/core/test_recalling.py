"""The last twenty sentences can be heard again."""

from dataclasses import replace

from mskiosk.core.events import Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.notices import Notice
from mskiosk.core.policy import RATES, Policy, Profile
from mskiosk.core.recalling import UTTERANCES_KEPT
from mskiosk.core.settings import settings_at_start
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.private_guide import private_guide, secrets
from tests.small_guide import small_guide, text


def listened(talk: Conversation, prompts: int) -> list[str]:
    """What is heard of so many prompts, each to its end."""
    said: list[str] = []
    for _ in range(prompts):
        texts = talk.last_speak().texts
        for index, each in enumerate(texts):
            said.append(each.spoken)
            talk.start_sentence(index)
        talk.finish_prompt()
        if talk.phase() is Phase.WINDOW:
            talk.expire(Timer.WINDOW)
    return said


def test_what_was_said_last_is_listed_with_the_newest_first() -> None:
    talk = Conversation().press(Choose(0))
    said = listened(talk, 2)
    talk.press(Command.WHAT_DID_YOU_SAY)
    assert talk.view.id == "said"
    assert talk.spoken()[0] == "[said title]"
    lines = [line.text.spoken for line in talk.state.lines[1:]]
    assert lines == said[::-1][:UTTERANCES_KEPT]


def test_no_more_than_twenty_are_kept() -> None:
    talk = Conversation().press(Choose(0))
    said = listened(talk, 8)
    assert len(said) > UTTERANCES_KEPT
    assert [each.spoken for each in talk.state.said] == said[::-1][:20]


def test_the_list_is_moved_through_like_any_page_and_left_by_going_back() -> None:
    talk = Conversation().press(Choose(0))
    listened(talk, 2)
    talk.press(Command.WHAT_DID_YOU_SAY).start_sentence(1)
    newest, second = (line.text for line in talk.state.lines[1:3])
    assert talk.press(Command.NEXT).last_speak().texts[0] == second
    assert talk.press(Command.PREVIOUS).last_speak().texts[0] == newest
    talk.press(Command.GO_BACK)
    assert talk.view.id == "about"
    assert talk.spoken() == ["[back at] Title of about."]
    assert talk.finish_prompt().spoken()[0].startswith("Sentence 0 of about")


def test_hearing_the_list_does_not_change_it() -> None:
    talk = Conversation().press(Choose(0))
    listened(talk, 2)
    talk.press(Command.WHAT_DID_YOU_SAY)
    before = talk.state.lines
    listened(talk, 3)
    assert talk.press(Command.WHAT_DID_YOU_SAY).state.lines == before
    assert talk.view.id == "said"


def test_replies_remarks_and_choices_are_in_it_as_they_were_said() -> None:
    talk = Conversation().until(Phase.WAITING)
    talk.press(Command.OPTIONS)
    listened(talk, 3)
    talk.press(Command.WHERE_AM_I).start_sentence(0).press(Command.LOUDER)
    said = [each.spoken for each in talk.state.said]
    assert said[0] == "[louder] 10 8"
    assert said[1].startswith("[here] ")
    assert "[choice] Treatment three" in said


def test_a_sentence_that_begins_again_is_in_it_once() -> None:
    talk = Conversation().press(Choose(0)).start_sentence(1)
    for _ in range(3):
        talk.press(Command.REPEAT).start_sentence(0)
    talk.press(Command.SLOWER).start_sentence(0)
    said = [each.spoken for each in talk.state.said]
    assert said == ["[slower] 100", "Summary of about."]


def test_a_sentence_of_several_pieces_is_in_it_as_one() -> None:
    words = "one, two, three, four, five, six, seven, eight, nine, ten, " * 3
    guide = small_guide()
    notices = {**guide.notices, Notice.WELCOME: text(words.strip())}
    talk = Conversation(Policy(rate=RATES[0]), replace(guide, notices=notices))
    listened(talk, 1)
    talk.press(Command.WHAT_DID_YOU_SAY)
    pieces = [line for line in talk.state.lines if line.sentence == 2]
    assert len(pieces) > 1
    assert " ".join(line.text.spoken for line in pieces) == words.strip()


def test_before_anything_was_said_it_says_so() -> None:
    talk = Conversation().press(Command.WHAT_DID_YOU_SAY)
    assert talk.spoken() == ["[said nothing]", "[welcome]", "[how to]"]


def test_a_question_that_is_asked_is_asked_again() -> None:
    talk = Conversation().press(Command.GOODBYE).start_sentence(0)
    talk.press(Command.WHAT_DID_YOU_SAY)
    assert talk.view.id == "question:goodbye"
    assert talk.spoken()[0] == "[confirm goodbye]"


def test_it_can_be_asked_for_in_words() -> None:
    talk = Conversation()
    listened(talk, 1)
    assert talk.say("what did you say").view.id == "said"


def test_private_words_that_nobody_agreed_to_hear_are_not_in_it() -> None:
    """E7."""
    guide = private_guide()
    talk = Conversation(Policy(profile=Profile.CLINIC), guide).press(Choose(1), Choose(0))
    listened(talk, 3)
    talk.until(Phase.WAITING).press(Choose(2)).until(Phase.PAUSED)
    talk.press(Command.NEXT, Command.NEXT)
    talk.press(Command.SPEECH_ON_OFF).finish_prompt().press(Command.CONTINUE)
    assert talk.spoken()[0] == "Heading of leak.", "read in silence"
    listened(talk, 2)
    talk.press(Command.WHAT_DID_YOU_SAY)
    kept = " ".join(line.text.spoken for line in talk.state.lines)
    assert not [secret for secret in secrets(guide, "leak") if secret in kept]


def test_private_words_that_were_heard_can_be_heard_again() -> None:
    guide = private_guide()
    talk = Conversation(Policy(profile=Profile.CLINIC), guide).press(Choose(1), Choose(0))
    talk.until(Phase.WAITING).press(Choose(0))
    listened(talk, 1)
    talk.press(Command.WHAT_DID_YOU_SAY)
    assert "Summary of leak." in [line.text.spoken for line in talk.state.lines]


def test_the_next_person_finds_nothing_of_it() -> None:
    """P1, V3: a visit begins with a state in which nothing is left of another."""
    talk = Conversation()
    listened(talk, 2)
    talk.press(Command.LOUDER, Command.SOUNDS_ON_OFF)
    fresh = talk.dialogue.begin()
    assert fresh.said == ()
    assert fresh.settings == settings_at_start(Policy())
    talk = Conversation()
    assert talk.state.said == ()
    assert talk.state.settings.has_earcons
