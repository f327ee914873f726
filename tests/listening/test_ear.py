"""From sound to reports, with a voice that is a tone and a recogniser that is a script."""

from collections.abc import Collection, Mapping

import numpy as np
import pytest

from mskiosk.core.effects import Patience
from mskiosk.core.events import (
    Ending,
    Hypothesis,
    MicrophoneChanged,
    Quality,
    SampleFault,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
)
from mskiosk.core.policy import PATIENCE, PatienceLevel
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.levels import Judgement
from mskiosk.listening.pieces import DOUBTFUL
from mskiosk.listening.voice import VoiceActivity, level

RATE = 16_000
WORDS = ("stem", "stem cells", "two")


def tone(seconds: float, hertz: int = 300, *, softer: float = 0.0) -> bytes:
    """`softer`: by so many decibels."""
    times = np.arange(round(RATE * seconds)) / RATE
    return (6000 / 10 ** (softer / 20) * np.sin(2 * np.pi * hertz * times)).astype("<i2").tobytes()


def quiet(seconds: float) -> bytes:
    return bytes(2 * round(RATE * seconds))


class ScriptedRecogniser:
    """Reads whatever it was told to, and keeps what it was given."""

    name = "scripted"

    def __init__(self, *readings: str, confidence: float = 0.9) -> None:
        self.readings = list(readings)
        self.confidence = confidence
        self.utterances: list[bytes] = []
        self.grammars: list[Collection[str]] = []

    def prepare(self, phrases: Collection[str]) -> Collection[str]:
        self.grammars.append(phrases)
        return {phrase for phrase in phrases if "ocrelizumab" in phrase}

    def read(self, pcm: bytes) -> tuple[Hypothesis, ...]:
        self.utterances.append(pcm)
        text = self.readings.pop(0) if self.readings else ""
        return (Hypothesis(text, self.confidence),) if text else ()


class Room:
    """An ear, and the times at which it reported."""

    def __init__(self, *readings: str, confidence: float = 0.9) -> None:
        self.recogniser = ScriptedRecogniser(*readings, confidence=confidence)
        self.reports: list[tuple[float, EarReport]] = []
        self.judgements: list[Judgement] = []
        self.samples: list[tuple[int, str, bytes | SampleFault]] = []
        self.log: list[str] = []
        self._seconds = 0.0
        self.ear = Ear(
            self.recogniser,
            lambda report: self.reports.append((self._seconds, report)),
            activity=VoiceActivity(lambda frame: float(level(frame) > -40)),
            judge=self.judgements.append,
            log=self.log.append,
            take_sample=lambda *sample: self.samples.append(sample),
        )

    def listen(
        self,
        turn: int = 1,
        *,
        phrases: Collection[str] = WORDS,
        patience: Patience = PATIENCE[PatienceLevel.STANDARD],
        unfinished: Mapping[str, Collection[str]] = {"stem": ("stem cells",)},
        deaf_seconds: float = 0.0,
        sample_of: str | None = None,
        is_for_switch: bool = False,
    ) -> "Room":
        self.ear.listen(
            Hearing(
                turn=turn,
                phrases=phrases,
                patience=patience,
                unfinished=unfinished,
                deaf_seconds=deaf_seconds,
                sample_of=sample_of,
                is_for_switch=is_for_switch,
            )
        )
        return self

    def hear(self, *sounds: bytes) -> "Room":
        pcm = b"".join(sounds)
        for at in range(0, len(pcm), 640):
            self._seconds += 0.02
            self.ear.hear(pcm[at : at + 640])
        return self

    @property
    def ended(self) -> list[SpeechEnded]:
        return [report for _, report in self.reports if isinstance(report, SpeechEnded)]

    @property
    def started(self) -> list[SpeechStarted]:
        return [report for _, report in self.reports if isinstance(report, SpeechStarted)]


def test_an_utterance_is_started_and_ended_in_its_turn() -> None:
    room = Room("two").listen(7).hear(quiet(1), tone(0.5), quiet(1))
    assert [report for _, report in room.reports] == [
        SpeechStarted(7),
        SpeechEnded(7, (Hypothesis("two", 0.9),)),
    ]


def test_nothing_is_heard_before_it_listens_or_after_it_stops() -> None:
    room = Room("two").hear(tone(1), quiet(1)).listen()
    room.ear.stop()
    room.hear(tone(1), quiet(3))
    assert room.reports == []
    assert room.recogniser.utterances == []


def test_what_was_being_said_when_it_stops_is_dropped() -> None:
    room = Room("two").listen(1).hear(tone(0.5))
    room.ear.stop()
    room.listen(2).hear(quiet(3))
    assert [report for _, report in room.reports] == [SpeechStarted(1)]


def test_the_tail_of_the_kiosks_own_voice_is_dropped() -> None:
    room = Room("two").listen(deaf_seconds=0.5).hear(tone(0.45), quiet(3))
    assert room.reports == []
    room.hear(tone(0.5), quiet(1))
    assert len(room.ended) == 1


def test_what_came_before_the_voice_was_noticed_is_read_too() -> None:
    room = Room("two").listen().hear(quiet(2), tone(0.5), quiet(1))
    seconds = len(room.recogniser.utterances[0]) / 2 / RATE
    assert 0.5 + 0.3 < seconds < 0.5 + 0.5 + 0.3
    assert tone(0.5) in room.recogniser.utterances[0]


def test_the_beginning_of_a_longer_phrase_is_given_time() -> None:
    room = Room("stem").listen().hear(quiet(1), tone(0.5), quiet(3))
    assert abs(room.reports[-1][0] - (1.5 + 2.0)) < 0.1
    room = (
        Room("two").listen(unfinished={"two": ("stem cells",)}).hear(quiet(1), tone(0.5), quiet(3))
    )
    assert abs(room.reports[-1][0] - (1.5 + 2.0)) < 0.1
    room = Room("two").listen().hear(quiet(1), tone(0.5), quiet(3))
    assert abs(room.reports[-1][0] - (1.5 + 0.7)) < 0.1


def test_a_doubtful_reading_is_given_time() -> None:
    room = Room("two", confidence=0.1).listen().hear(quiet(1), tone(0.5), quiet(3))
    assert abs(room.reports[-1][0] - (1.5 + 2.0)) < 0.1


def test_a_phrase_with_a_pause_in_it_is_read_as_a_whole() -> None:
    room = Room("stem", "stem cells").listen().hear(quiet(1), tone(0.3), quiet(1.5))
    room.hear(tone(0.4, 500), quiet(1))
    assert [end.hypotheses[0].text for end in room.ended] == ["stem cells"]
    whole = room.recogniser.utterances[-1]
    assert tone(0.3) in whole
    assert tone(0.4, 500) in whole


def test_a_long_pause_is_not_kept_in_full() -> None:
    patience = PATIENCE[PatienceLevel.VERY_PATIENT]
    room = Room("stem", "stem cells").listen(patience=patience)
    room.hear(quiet(1), tone(0.3), quiet(8), tone(0.3), quiet(5))
    assert len(room.ended) == 1
    assert len(room.recogniser.utterances[-1]) / 2 / RATE < 3


def test_babble_ends_without_a_reading() -> None:
    room = Room("two", "two", "two").listen().hear(quiet(1), tone(12), quiet(2))
    assert room.ended == [SpeechEnded(1, (), Ending.TALK)]


def test_others_who_talk_on_are_no_part_of_an_utterance_and_do_not_keep_it_open() -> None:
    """E16: the first words after the kiosk has spoken, when nothing is known of the room yet."""
    room = Room("two", "two").listen().hear(quiet(1), tone(0.5), tone(3, softer=12))
    assert [ended.hypotheses[0].text for ended in room.ended] == ["two"]
    (end,) = (seconds for seconds, report in room.reports if isinstance(report, SpeechEnded))
    assert end < 1.5 + 1.5
    assert len(room.recogniser.utterances[-1]) / 2 / RATE < 0.5 + 0.5 + 0.3


def test_what_may_go_on_is_asked_about_where_its_end_was_left_out_as_talk() -> None:
    """X6: "next", or "next section" by a voice that fades."""
    goes_on: dict[str, tuple[str, ...]] = {"next": ("next section",)}
    for unfinished, confidence in ((goes_on, DOUBTFUL), ({}, 0.9)):
        room = Room("next", "next").listen(phrases=("next",), unfinished=unfinished)
        room.hear(quiet(1), tone(0.5), tone(3, softer=12))
        assert [ended.hypotheses for ended in room.ended] == [(Hypothesis("next", confidence),)]


def test_who_was_taken_for_others_is_heard_the_next_time() -> None:
    """C4: somebody alone in a silent room, whose voice fades, or goes on too long."""
    for said in ((tone(0.5), tone(2, softer=11)), (tone(5.2),)):
        room = Room(*["two"] * 9).listen().hear(quiet(1), *said, quiet(3))
        room.ear.stop()
        for turn in range(2, 5):
            before = len(room.ended)
            room.listen(turn, deaf_seconds=0.25).hear(quiet(0.7), tone(0.8, softer=9), quiet(3))
            assert [each.turn for each in room.ended[before:]] == [turn]
            room.ear.stop()


def test_a_cough_ends_without_a_reading() -> None:
    room = Room("two").listen().hear(quiet(0.96), tone(0.128), quiet(3))
    assert room.ended == [SpeechEnded(1, (), Ending.SOUND)] * len(room.started)
    assert len(room.started) == 1


def test_a_slow_speaker_is_told_again_and_again_that_they_are_listened_to() -> None:
    """C4: the pause is theirs; nothing is read into it."""
    patience = PATIENCE[PatienceLevel.VERY_PATIENT]
    room = Room("stem", "stem cells").listen(3, patience=patience)
    room.hear(quiet(1), tone(0.3), quiet(5), tone(0.3), quiet(3.5))
    paused = [seconds for seconds, report in room.reports if report == SpeechPaused(3)]
    begins = (1.3, 6.6)
    expected = [begins[0] + 1.5, begins[0] + 3, begins[0] + 4.5, begins[1] + 1.5, begins[1] + 3]
    assert paused == pytest.approx(expected, abs=0.15)
    assert room.ended == []


def test_slow_speech_may_be_longer_for_those_who_are_given_time() -> None:
    patience = PATIENCE[PatienceLevel.PATIENT]
    slow = (quiet(1), tone(6.5), quiet(5))
    assert Room("two").listen().hear(*slow).ended[0].ending is Ending.TALK
    assert Room("two").listen(patience=patience).hear(*slow).ended[0].ending is Ending.PAUSE


def test_a_new_grammar_in_mid_utterance_reads_all_of_it_in_the_new_turn() -> None:
    room = Room("two", "stem cells").listen(1).hear(quiet(1), tone(0.4), quiet(0.4))
    room.listen(2, phrases=("stem cells",)).hear(quiet(1))
    assert [report for _, report in room.reports] == [
        SpeechStarted(1),
        SpeechStarted(2),
        SpeechEnded(2, (Hypothesis("stem cells", 0.9),)),
    ]
    assert tone(0.4) in room.recogniser.utterances[-1]


def test_a_grammar_is_prepared_once_for_as_long_as_it_stays() -> None:
    room = Room().listen(1).listen(2).listen(3, phrases=("two",))
    assert room.recogniser.grammars == [WORDS, ("two",)]


def test_phrases_that_cannot_be_heard_are_logged_once() -> None:
    phrases = ("ocrelizumab", "two")
    room = Room().listen(1, phrases=phrases).listen(2).listen(3, phrases=phrases)
    assert len(room.log) == 1
    assert "ocrelizumab" not in room.log[0], "it tells what page somebody reads (P5)"


def test_a_phrase_that_cannot_be_heard_keeps_nobody_waiting() -> None:
    phrases = ("stem", "stem ocrelizumab")
    room = Room("stem").listen(phrases=phrases).hear(quiet(1), tone(0.5), quiet(3))
    assert abs(room.reports[-1][0] - (1.5 + 0.7)) < 0.1


@pytest.mark.parametrize("size", [1, 2, 333, 1024, 5000, 100_000])
def test_sound_may_come_in_pieces_of_any_size(size: int) -> None:
    room = Room("two").listen()
    pcm = quiet(0.5) + tone(0.4) + quiet(1)
    for at in range(0, len(pcm), size):
        room.ear.hear(pcm[at : at + size])
    assert room.ended == [SpeechEnded(1, (Hypothesis("two", 0.9),))]


def test_a_hole_in_the_sound_ends_what_was_being_said_as_not_understood() -> None:
    room = Room("two", "two").listen().hear(quiet(1), tone(0.4))
    room.ear.lose(0.1)
    room.hear(tone(0.2), quiet(3))
    assert room.ended[0] == SpeechEnded(1, ())
    assert all(tone(0.4) not in utterance for utterance in room.recogniser.utterances)
    room.hear(tone(0.5), quiet(1))
    assert room.ended[-1] == SpeechEnded(1, (Hypothesis("two", 0.9),))


def test_a_hole_while_nobody_speaks_is_no_utterance() -> None:
    room = Room("two").listen().hear(quiet(1))
    room.ear.lose(0.1)
    assert room.hear(quiet(3)).reports == []
    Room().ear.lose(0.1)


def test_what_is_heard_while_it_is_deaf_counts_for_the_room_alone() -> None:
    """The tail of the kiosk's own voice has no part in how loud it is said to be."""
    room = Room("two").listen(deaf_seconds=1.92).hear(tone(1.92))
    assert room.judgements == []
    assert room.hear(quiet(3)).judgements == []
    assert room.hear(tone(0.5), quiet(1)).judgements != []
    assert not room.recogniser.utterances[0].startswith(tone(0.1))


def test_a_new_device_is_judged_anew_and_what_was_said_into_the_old_one_is_dropped() -> None:
    room = Room("two").listen().hear(quiet(1), tone(1))
    room.ear.change_device()
    assert room.hear(quiet(3)).ended == []
    assert MicrophoneChanged(Quality.FINE) in room.judgements
    room.judgements.clear()
    room.listen(2).hear(quiet(1), tone(1), quiet(1))
    assert MicrophoneChanged(Quality.FINE) in room.judgements, "told again: it is another one"


@pytest.mark.parametrize(
    ("reading", "confidence"), [("", 0.0), ("six", 0.9), ("two", 0.4)], ids=["none", "it", "doubt"]
)
def test_an_utterance_that_is_asked_for_as_an_example_is_handed_on(
    reading: str, confidence: float
) -> None:
    room = Room(reading, confidence=confidence).listen(3, sample_of="six")
    room.hear(quiet(1), tone(0.5), quiet(3))
    assert room.started == [SpeechStarted(3)]
    assert room.ended == []
    ((turn, phrase, sample),) = room.samples
    assert (turn, phrase) == (3, "six")
    assert isinstance(sample, bytes)
    assert tone(0.5) in sample


def test_what_is_surely_another_phrase_is_no_example() -> None:
    room = Room("two").listen(sample_of="six").hear(quiet(1), tone(0.5), quiet(3))
    assert room.ended == [SpeechEnded(1, (Hypothesis("two", 0.9),))]
    assert room.samples == []


def test_a_cough_and_babble_are_no_examples() -> None:
    room = Room().listen(sample_of="six").hear(quiet(0.96), tone(0.128), quiet(3))
    assert room.ended == [SpeechEnded(1, (), Ending.SOUND)]
    room.hear(tone(12), quiet(2))
    assert [fault for _, _, fault in room.samples] == [SampleFault.TOO_LONG]
    assert len(room.ended) == 1


def test_an_utterance_with_a_hole_in_it_is_no_example() -> None:
    room = Room("six", "six").listen(sample_of="six").hear(quiet(1), tone(0.4))
    room.ear.lose(0.1)
    assert room.ended == [SpeechEnded(1, ())]
    assert room.samples == []
    room.hear(quiet(1), tone(0.5), quiet(3))
    assert len(room.samples) == 1


def test_a_deaf_time_is_not_prolonged_by_the_sound_that_is_missing() -> None:
    room = Room("two").listen(deaf_seconds=1.92)
    room.ear.lose(1.28)
    assert len(room.hear(quiet(0.64), tone(0.5), quiet(1)).ended) == 1
    assert tone(0.5) in room.recogniser.utterances[0]


def test_who_speaks_when_sounds_become_presses_is_heard_when_words_count_again() -> None:
    room = Room("two").listen(1).hear(quiet(1), tone(0.5))
    room.listen(2, is_for_switch=True).hear(quiet(1))
    room.listen(3).hear(quiet(1))
    assert room.started == [SpeechStarted(1)]
    room.hear(tone(0.5), quiet(1))
    assert room.ended == [SpeechEnded(3, (Hypothesis("two", 0.9),))]


def test_what_can_be_heard_is_asked_again_after_an_example_and_after_forgetting() -> None:
    room = Room("six").listen(1, sample_of="six").hear(quiet(1), tone(0.5), quiet(3))
    assert len(room.samples) == 1
    room.listen(2, sample_of="six")
    assert room.recogniser.grammars == [(*WORDS, "six")] * 2
    room.ear.forget_voice()
    room.hear(tone(0.5), quiet(3))
    assert len(room.samples) == 1, "deaf until it is asked to listen"
    room.listen(3, sample_of="six")
    assert len(room.recogniser.grammars) == 3
