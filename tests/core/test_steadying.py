"""How soon the same key counts again: changed by the person, or offered to them. E18, M1."""

import pytest

from mskiosk.core.events import StrikesUnsteady, Timer
from mskiosk.core.intents import Choose, Command
from mskiosk.core.policy import STRIKE_WINDOWS, Policy
from mskiosk.core.state import Phase, Question, QuestionPlace, TopicPlace
from tests.core.conversation import Conversation

ASKED = QuestionPlace(Question.STEADIER_KEYS)
UNSTEADY = StrikesUnsteady(0.4)


def waiting(policy: Policy | None = None) -> Conversation:
    return Conversation(policy).press(Command.NEXT_CHOICE).until(Phase.WAITING)


def window(talk: Conversation) -> float:
    return talk.view.strike_window_seconds


def test_steadier_and_quicker_go_through_all_windows_and_say_which() -> None:
    talk = waiting()
    assert window(talk) == 0.25
    seen = []
    for _ in STRIKE_WINDOWS:
        talk.press(Command.STEADIER_KEYS)
        seen.append((window(talk), talk.spoken()[0]))
        talk.until(Phase.WAITING)
    assert seen[:4] == [
        (0.5, "[strikes half]"),
        (1.0, "[strikes one]"),
        (2.0, "[strikes two]"),
        (2.0, "[steadiest keys]"),
    ]
    quicker = []
    for _ in range(5):
        talk.press(Command.QUICKER_KEYS)
        quicker.append((window(talk), talk.spoken()[0]))
        talk.until(Phase.WAITING)
    assert [each for each, _ in quicker] == [1.0, 0.5, 0.25, 0.0, 0.0]
    assert [said for _, said in quicker[2:]] == [
        "[strikes quarter]",
        "[strikes all]",
        "[quickest keys]",
    ]


def test_the_most_is_more_than_half_a_second() -> None:
    assert max(STRIKE_WINDOWS) > 0.5


def test_it_cuts_nothing_and_stays_with_the_normal_settings() -> None:
    """E18: a hand that shakes goes on shaking when its owner wants the colours back."""
    talk = Conversation().finish_prompt().start_sentence(0)
    turn = talk.state.turn
    talk.press(Command.STEADIER_KEYS)
    assert talk.state.turn == turn
    assert window(talk.press(Command.NORMAL_SETTINGS)) == 0.5
    assert window(waiting(Policy(strike_window_seconds=2.0))) == 2.0


def test_a_window_that_nobody_can_choose_is_refused() -> None:
    with pytest.raises(ValueError, match="is not one of"):
        Policy(strike_window_seconds=0.3)


def test_an_unsteady_hand_is_asked_once_and_may_say_yes() -> None:
    talk = waiting().happen(UNSTEADY)
    assert talk.state.place == ASKED
    talk.press(Choose(0))
    assert window(talk) == 0.5
    assert talk.spoken()[0] == "[strikes half]"
    assert isinstance(talk.state.place, TopicPlace)
    assert talk.state.focus == 0, "where the person was"
    talk.until(Phase.WAITING).happen(UNSTEADY)
    assert talk.state.place != ASKED


@pytest.mark.parametrize(("gap", "offered"), [(0.13, 0.25), (0.4, 0.5), (0.7, 1.0), (1.9, 2.0)])
def test_the_window_that_is_offered_is_the_next_above_the_gap(gap: float, offered: float) -> None:
    talk = waiting(Policy(strike_window_seconds=0.0)).happen(StrikesUnsteady(gap))
    assert window(talk.press(Command.YES)) == offered


@pytest.mark.parametrize("no", [Choose(1), Command.NO, Command.GO_BACK])
def test_who_refuses_keeps_their_keys_and_is_not_asked_again(no: Choose | Command) -> None:
    talk = waiting().happen(UNSTEADY).press(no)
    assert window(talk) == 0.25
    assert talk.spoken()[0] == "[steadier refused]"
    assert talk.until(Phase.WAITING).happen(UNSTEADY).state.place != ASKED


def test_while_the_kiosk_speaks_it_is_asked_at_the_next_pause() -> None:
    talk = waiting().press(Command.NEXT_CHOICE).happen(UNSTEADY)
    assert talk.state.place != ASKED
    assert talk.finish_prompt().state.place == ASKED


def test_what_is_read_goes_on_to_its_end_first() -> None:
    talk = Conversation().happen(UNSTEADY)
    read = -1
    while talk.state.place != ASKED:
        read = len(talk.state.lines) - talk.state.cursor
        if talk.phase() is Phase.WINDOW:
            talk.expire(Timer.WINDOW)
        else:
            talk.finish_prompt()
    assert read == 0


def test_nobody_is_asked_amid_urgent_help_another_question_or_key_practice() -> None:
    urgent = Conversation().press(Command.GET_HELP_NOW).until(Phase.WAITING).happen(UNSTEADY)
    assert urgent.state.place != ASKED
    question = waiting().press(Command.GOODBYE).until(Phase.WAITING).happen(UNSTEADY)
    assert question.state.place == QuestionPlace(Question.GOODBYE)
    practice = waiting().press(Command.LEARN_KEYS).happen(UNSTEADY).finish_prompt()
    assert practice.state.place != ASKED


def test_a_hand_that_no_window_is_long_enough_for_is_not_asked() -> None:
    assert waiting().happen(StrikesUnsteady(2.0)).state.place != ASKED


def test_where_enter_goes_on_the_view_says_so() -> None:
    """M5: pressed twice in quick succession, it may well be meant."""
    talk = waiting()
    assert not talk.view.select_goes_on
    assert not talk.press(Command.ONE_SWITCH).view.select_goes_on
    assert talk.press(Command.STEP_SWITCH).view.select_goes_on
    assert waiting().press(Command.ONE_AT_A_TIME).view.select_goes_on


def test_another_person_is_asked_anew() -> None:
    talk = waiting().happen(UNSTEADY).press(Choose(1), Command.NEW_PERSON, Choose(0))
    talk.until(Phase.WAITING).happen(UNSTEADY)
    assert talk.state.place == ASKED
