"""One earcon for each act, and words and a name for each earcon."""

import pytest

from mskiosk.core.effects import Chime, Earcon, Hush, Speak
from mskiosk.core.events import Hypothesis, Timer
from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.policy import Policy
from mskiosk.core.sounds import MEANINGS, NAMES
from mskiosk.core.state import Phase
from tests.core.conversation import Conversation
from tests.small_guide import text

MOVES = (
    *(Command.NEXT, Command.PREVIOUS, Command.NEXT_SECTION, Command.PREVIOUS_SECTION),
    *(Command.NEXT_CHOICE, Command.PREVIOUS_CHOICE, Command.OPTIONS),
)
REFUSED = (Command.YES, Command.NO, Command.THIS_ONE, Command.SOURCES, Command.EXPLAIN_WORDS)
EDGES = (Command.GO_BACK, Command.PREVIOUS)


def reading() -> Conversation:
    """In the middle of a page with choices."""
    return Conversation().press(Choose(1)).start_sentence(3)


def chimes(talk: Conversation) -> list[Earcon]:
    return [effect.earcon for effect in talk.asked_for(Chime)]


@pytest.mark.parametrize("intent", [*Command, Choose(0), Choose(8)])
def test_every_act_but_stop_has_one_earcon(intent: Intent) -> None:
    talk = reading().press(intent)
    if intent is Command.STOP:
        expected = []
    elif intent in MOVES:
        expected = [Earcon.MOVED]
    elif intent in REFUSED or intent == Choose(8):
        expected = [Earcon.NOT_UNDERSTOOD]
    elif intent in (Command.SOUNDS_ON_OFF, Command.SPEECH_ON_OFF):
        expected = []  # they are off now
    elif intent is Command.WAIT_LESS:
        expected = [Earcon.EDGE]  # it waits least at the start
    else:
        expected = [Earcon.CHOSEN]
    assert chimes(talk) == expected


@pytest.mark.parametrize("intent", EDGES)
def test_what_cannot_go_further_sounds_like_an_edge(intent: Intent) -> None:
    assert chimes(Conversation().finish_prompt().start_sentence(0).press(intent)) == [Earcon.EDGE]


def test_the_earcon_comes_after_the_hush_and_before_the_words() -> None:
    kinds = [type(effect) for effect in reading().press(Choose(0)).effects]
    assert kinds.index(Hush) < kinds.index(Chime) < kinds.index(Speak)


def test_confirming_what_was_meant_sounds_once() -> None:
    talk = Conversation().say("symptoms", 0.3)
    assert talk.view.id == "question:confirm"
    assert chimes(talk.say("yes please")) == [Earcon.CHOSEN]


def test_its_name_is_on_the_screen_until_the_words_have_been_said() -> None:
    """E14."""
    talk = reading().press(Command.NEXT)
    assert talk.view.sound == text("[status sound moved]")
    assert talk.start_sentence(0).view.sound == text("[status sound moved]")
    assert talk.finish_prompt().view.sound is None
    assert reading().press(Command.NEXT, Command.STOP).view.sound is None


@pytest.mark.parametrize("policy", [Policy(has_earcons=False), Policy(is_aloud=False)])
def test_one_that_does_not_sound_is_named_all_the_same(policy: Policy) -> None:
    """E14."""
    talk = Conversation(policy).press(Choose(1)).start_sentence(3).press(Command.NEXT)
    assert chimes(talk) == []
    assert talk.view.sound == text("[status sound moved]")


def test_they_are_all_switched_off_and_on_by_the_person() -> None:
    talk = reading().press(Command.SOUNDS_ON_OFF)
    assert talk.view.remark == text("[sounds off]")
    talk.press(Command.NEXT)
    assert chimes(talk) == []
    assert talk.last_speak().closing is None
    talk.start_sentence(0).press(Command.SOUNDS_ON_OFF)
    assert talk.view.remark == text("[sounds on]")
    assert chimes(talk) == [Earcon.CHOSEN]
    assert talk.press(Command.NEXT).last_speak().closing is Earcon.LISTENING


def test_that_they_are_off_is_said_where_somebody_asks_where_they_are() -> None:
    """E20."""
    talk = Conversation(Policy(has_earcons=False)).press(Command.WHERE_AM_I)
    assert "[sounds off]" in talk.spoken()
    assert "[sounds off]" not in Conversation().press(Command.WHERE_AM_I).spoken()


def test_without_them_what_was_not_understood_is_said_in_words() -> None:
    talk = Conversation(Policy(has_earcons=False)).press(Choose(1)).finish_prompt()
    assert talk.phase() is Phase.WINDOW
    assert talk.utter(Hypothesis("banana", 1.0)).spoken() == ["[nomatch]"]
    assert talk.finish_prompt().phase() is Phase.READING
    talk.press(Command.PAUSE).finish_prompt()
    assert talk.utter(Hypothesis("banana", 1.0)).spoken() == ["[nomatch]"]
    assert talk.finish_prompt().phase() is Phase.PAUSED


def test_without_them_the_end_of_the_choices_is_said_in_words() -> None:
    down = [Command.NEXT_CHOICE] * 4
    assert Conversation().press(*down).spoken()[0].startswith("[focused]")
    assert Conversation(Policy(has_earcons=False)).press(*down).spoken()[0] == "[last choice]"


def test_each_is_explained_and_then_heard() -> None:
    talk = Conversation().press(Command.EXPLAIN_SOUNDS)
    assert talk.view.id == "sounds"
    heard: list[tuple[str, Earcon | None]] = []
    while talk.phase() is not Phase.WAITING:
        if talk.asked_for(Speak):
            heard.append((talk.spoken()[-1], talk.last_speak().closing))
        if talk.phase() is Phase.WINDOW:
            talk.expire(Timer.WINDOW)
        else:
            talk.finish_prompt()
    meanings = [(f"[{notice.value}]", earcon) for earcon, notice in MEANINGS.items()]
    assert [each for each in heard if each[0].startswith("[sound ")] == meanings
    assert talk.press(Command.GO_BACK).view.id == "home"


def test_one_of_them_can_be_heard_again() -> None:
    talk = Conversation().press(Command.EXPLAIN_SOUNDS).finish_prompt().expire(Timer.WINDOW)
    earcon = talk.last_speak().closing
    assert talk.start_sentence(0).press(Command.REPEAT).last_speak().closing is earcon


def test_while_a_question_is_asked_it_is_asked_again() -> None:
    talk = Conversation().press(Command.GOODBYE, Command.EXPLAIN_SOUNDS)
    assert talk.view.id == "question:goodbye"
    assert talk.spoken() == ["[confirm goodbye]"]


def test_every_earcon_has_a_sentence_and_a_name() -> None:
    assert set(MEANINGS) == set(NAMES) == set(Earcon)


def test_the_visit_ends_with_the_sound_of_an_end() -> None:
    talk = Conversation().press(Command.GOODBYE, Command.YES)
    assert talk.last_speak().closing is Earcon.ENDING


def test_an_earcon_that_is_explained_sounds_for_the_person_who_switched_them_off() -> None:
    talk = Conversation(Policy(has_earcons=False)).press(Command.EXPLAIN_SOUNDS)
    closings = []
    while talk.phase() is not Phase.WAITING:
        if talk.asked_for(Speak):
            closings.append(talk.last_speak().closing)
        talk.expire(Timer.WINDOW) if talk.phase() is Phase.WINDOW else talk.finish_prompt()
    assert closings == [None, *MEANINGS, None]
