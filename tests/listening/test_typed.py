from mskiosk.core.effects import Listen, Patience
from mskiosk.core.events import Event, Hypothesis, ListenerReady, SpeechEnded, SpeechStarted
from mskiosk.core.grammar import Grammar
from mskiosk.listening.typed import MOST_CHARACTERS, MOST_WAITING, TypedListener


def _request(turn: int) -> Listen:
    patience = Patience(complete_seconds=0.7, incomplete_seconds=2)
    return Listen(turn=turn, grammar=Grammar({}), patience=patience, deaf_seconds=0)


def _heard(turn: int, line: str) -> list[Event]:
    return [SpeechStarted(turn), SpeechEnded(turn, (Hypothesis(line, 1.0),))]


def test_it_says_that_lines_are_typed() -> None:
    events: list[Event] = []
    TypedListener(events.append).start()
    assert events == [ListenerReady(engine="typed", is_typed=True)]


def test_a_line_is_an_utterance_of_the_latest_turn() -> None:
    events: list[Event] = []
    listener = TypedListener(events.append)
    listener.listen(_request(3))
    listener.listen(_request(4))
    listener.heard("  go back\n")
    assert events == _heard(4, "go back")


def test_lines_typed_too_early_wait_for_one_question_each() -> None:
    events: list[Event] = []
    listener = TypedListener(events.append)
    listener.heard("two")
    listener.heard("three")
    assert events == []
    listener.listen(_request(1))
    listener.stop()
    listener.heard("four")
    listener.listen(_request(2))
    listener.listen(_request(5))
    assert events == [*_heard(1, "two"), *_heard(2, "three"), *_heard(5, "four")]


def test_an_empty_line_has_no_words() -> None:
    events: list[Event] = []
    listener = TypedListener(events.append)
    listener.listen(_request(1))
    listener.heard("\n")
    assert events == [SpeechStarted(1), SpeechEnded(1, ())]


def test_a_huge_line_and_a_flood_of_lines_are_cut() -> None:
    events: list[Event] = []
    listener = TypedListener(events.append)
    for _ in range(MOST_WAITING + 50):
        listener.heard("x" * 1_000_000)
    for turn in range(2 * MOST_WAITING):
        listener.listen(_request(turn))
    ends = [event for event in events if isinstance(event, SpeechEnded)]
    assert len(ends) == MOST_WAITING
    assert len(ends[0].hypotheses[0].text) == MOST_CHARACTERS
