"""What somebody corrects, repeats or begins with a hesitation, as audio (C4)."""

import pytest

from mskiosk.core.effects import Patience
from mskiosk.core.events import Hypothesis, SpeechEnded
from mskiosk.core.policy import PATIENCE, PatienceLevel
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.embedded import PocketSphinx
from mskiosk.listening.pieces import DOUBTFUL, Pieces
from mskiosk.listening.recogniser import BYTES_A_SECOND
from tests.listening.test_ear import ScriptedRecogniser
from tests.recordings import spoken

PATIENT = PATIENCE[PatienceLevel.PATIENT]
NUMBERS = ("one", "two", "three", "no", "yes please", "go back", "main menu", "treatment")


def seconds(number: float) -> bytes:
    return bytes(round(number * BYTES_A_SECOND / 2) * 2)


def read(*readings: tuple[bytes, str, float]) -> tuple[Hypothesis, ...]:
    """What comes out at the last of the pauses; each: the new piece, and what the recogniser says
    of all so far and of the piece."""
    pieces, utterance = Pieces(), b""
    last: tuple[Hypothesis, ...] = ()
    for at, (pcm, text, confidence) in enumerate(readings):
        utterance += pcm
        script = [""] if at else []
        recogniser = ScriptedRecogniser(*script, text, confidence=confidence)
        last = pieces.reading(utterance, recogniser)
    return last


def test_pieces_that_are_all_understood_are_joined() -> None:
    joined = read(
        (seconds(0.5), "two", 0.9), (seconds(0.7), "no", 0.8), (seconds(0.6), "three", 0.7)
    )
    assert joined == (Hypothesis("two no three", 0.7),)


def test_after_a_hesitation_that_was_not_understood_the_person_is_asked() -> None:
    assert read((seconds(0.6), "", 0.9), (seconds(0.6), "two", 0.9)) == (
        Hypothesis("two", DOUBTFUL),
    )


def test_a_phrase_amid_other_words_is_no_phrase() -> None:
    assert read((seconds(2.0), "", 0.9), (seconds(0.6), "two", 0.9)) == ()
    assert read((seconds(0.6), "two", 0.9), (seconds(0.6), "", 0.9)) == ()
    assert read((seconds(0.6), "two", 0.9), (seconds(0.6), "three", 0.3)) == ()


def test_a_piece_that_turned_out_to_be_other_peoples_talk_is_forgotten() -> None:
    pieces, utterance = Pieces(), seconds(0.6)
    pieces.reading(utterance, ScriptedRecogniser("two"))
    pieces.reading(utterance + seconds(0.9), ScriptedRecogniser("", ""))
    pieces.cut(len(utterance))
    read_again = pieces.reading(utterance + seconds(0.4), ScriptedRecogniser("", "no"))
    assert read_again == (Hypothesis("two no", 0.9),)
    pieces.cut(0)
    assert pieces.reading(utterance, ScriptedRecogniser("one")) == (Hypothesis("one", 0.9),)


def test_what_was_said_before_a_pause_stays_when_all_that_came_after_it_was_talk() -> None:
    pieces, utterance = Pieces(), b""
    for phrase in ("two", "no", "three"):
        utterance += seconds(0.6)
        whole = [""] if phrase != "two" else []
        said = pieces.reading(utterance, ScriptedRecogniser(*whole, phrase))
    assert said == (Hypothesis("two no three", 0.9),)
    for size in (len(utterance), len(utterance) + 1024):
        pieces.cut(size)
        again = pieces.reading(utterance.ljust(size, b"\0"), ScriptedRecogniser(""))
        assert again == (Hypothesis("two no three", 0.9),)


def test_a_whole_that_is_sure_is_not_read_again_in_pieces() -> None:
    pieces, recogniser = Pieces(), ScriptedRecogniser("", "main menu")
    pieces.reading(seconds(0.5), recogniser)
    assert pieces.reading(seconds(1.2), recogniser) == (Hypothesis("main menu", 0.9),)
    assert len(recogniser.utterances) == 2


@pytest.fixture(scope="module")
def recogniser() -> PocketSphinx:
    return PocketSphinx()


def heard(recogniser: PocketSphinx, pcm: bytes, patience: Patience = PATIENT) -> list[str]:
    """The best reading of each utterance in `pcm`, as the ear reports it."""
    reports: list[EarReport] = []
    ear = Ear(recogniser, reports.append)
    ear.listen(Hearing(turn=1, phrases=NUMBERS, patience=patience))
    ear.hear(seconds(0.6) + pcm + seconds(patience.incomplete_seconds + 0.5))
    ends = [report for report in reports if isinstance(report, SpeechEnded)]
    return [end.hypotheses[0].text if end.hypotheses else "" for end in ends]


def test_two_no_three_is_heard_as_one_utterance_in_which_three_comes_last(
    recogniser: PocketSphinx,
) -> None:
    said = [spoken("two"), seconds(0.8), spoken("no"), seconds(0.8), spoken("three")]
    assert heard(recogniser, b"".join(said)) == ["two no three"]


def test_a_phrase_that_is_said_twice_is_one_utterance(recogniser: PocketSphinx) -> None:
    said = [spoken("treatment"), seconds(1), spoken("treatment")]
    (text,) = heard(recogniser, b"".join(said))
    assert set(text.split()) == {"treatment"}


@pytest.mark.parametrize("phrase", ["go back", "main menu"])
def test_a_pause_of_two_seconds_between_its_words_leaves_a_phrase_whole(
    recogniser: PocketSphinx, phrase: str
) -> None:
    """C4, X3."""
    first, last = phrase.split()
    assert heard(recogniser, spoken(first) + seconds(2) + spoken(last)) == [phrase]
