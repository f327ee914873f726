"""A hum or an "ah" presses; the noise of a room, keys, coughs and talk do not."""

import numpy as np
import pytest

from mskiosk.core.events import Ending, MicrophoneChanged, Quality, SpeechEnded, SpeechStarted
from mskiosk.core.policy import PATIENCE, PatienceLevel
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.levels import Judgement
from mskiosk.listening.sound_switch import periodicity
from tests.listening.test_ear import ScriptedRecogniser
from tests.recordings import noise, spoken

RATE = 16_000
RANDOM = np.random.default_rng(5)


def as_pcm(samples: np.ndarray) -> bytes:
    pcm: bytes = np.clip(samples, -32_768, 32_767).astype("<i2").tobytes()
    return pcm


def quiet(seconds: float) -> bytes:
    return as_pcm(RANDOM.normal(0, 8, round(RATE * seconds)))


def hum(seconds: float, hertz: float = 120.0, loudness: float = 3000.0) -> bytes:
    """A voice without words: a trembling pitch and its overtones."""
    times = np.arange(round(RATE * seconds)) / RATE
    pitch = hertz * (1 + 0.03 * np.sin(2 * np.pi * 5 * times))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    voice = sum(np.sin(n * phase) / n for n in range(1, 8))
    return as_pcm(loudness * np.asarray(voice) + RANDOM.normal(0, 8, len(times)))


def hiss(seconds: float) -> bytes:
    return as_pcm(RANDOM.normal(0, 3000, round(RATE * seconds)))


def heard(*sounds: bytes) -> list[EarReport]:
    reports: list[EarReport] = []
    recogniser = ScriptedRecogniser("two")
    ear = Ear(recogniser, reports.append)
    patience = PATIENCE[PatienceLevel.STANDARD]
    ear.listen(Hearing(turn=4, phrases=("two",), patience=patience, is_for_switch=True))
    pcm = b"".join(sounds)
    for at in range(0, len(pcm), 640):
        ear.hear(pcm[at : at + 640])
    assert recogniser.utterances == [], "words are not listened for"
    return reports


def presses(*sounds: bytes) -> int:
    return sum(report == SpeechEnded(4, (), Ending.SWITCH) for report in heard(*sounds))


@pytest.mark.parametrize("hertz", [85, 120, 220, 400])
@pytest.mark.parametrize("seconds", [0.4, 1.0, 1.8])
def test_a_hum_of_a_third_of_a_second_to_two_presses_once(seconds: float, hertz: float) -> None:
    assert heard(quiet(1), hum(seconds, hertz), quiet(1)) == [
        SpeechStarted(4),
        SpeechEnded(4, (), Ending.SWITCH),
    ]


@pytest.mark.parametrize("text", ["mmm", "yeah"])
def test_a_voice_without_words_presses(text: str) -> None:
    assert presses(quiet(1), spoken(text), quiet(1)) == 1


def test_a_quiet_hum_in_a_quiet_room_presses() -> None:
    assert presses(quiet(1), hum(0.6, loudness=150), quiet(1)) == 1


def test_each_sound_presses_and_a_breath_amid_it_does_not() -> None:
    assert presses(quiet(1), hum(0.5), quiet(0.6), hum(0.5), quiet(1)) == 2
    assert presses(quiet(1), hum(0.3), quiet(0.15), hum(0.3), quiet(1)) == 1


def test_a_sound_that_is_too_short_is_as_if_it_had_not_been() -> None:
    assert heard(quiet(1), hum(0.15), quiet(1), hum(0.2), quiet(1)) == []


def test_a_sound_that_goes_on_is_no_press_however_it_ends() -> None:
    reports = heard(quiet(1), hum(8), quiet(1))
    assert reports == [SpeechStarted(4), SpeechEnded(4, (), Ending.TALK)]


@pytest.mark.parametrize("loudness", [60, 150, 300])
@pytest.mark.parametrize("before", [0.0, 10.0])
def test_over_the_hum_of_a_machine_that_lasts_a_louder_sound_presses(
    loudness: float, before: float
) -> None:
    """Who has nothing but this is not shut out by a refrigerator."""
    said = quiet(9) + hum(0.8) + quiet(2) + hum(0.8) + quiet(2)
    times = np.arange(len(said) // 2) / RATE
    mains = loudness * (np.sin(200 * np.pi * times) + 0.3 * np.sin(400 * np.pi * times))
    assert presses(quiet(before), as_pcm(np.frombuffer(said, "<i2") + mains)) == 2


@pytest.mark.parametrize("deaf_seconds", [0.0, 0.25])
def test_a_sound_that_began_before_is_no_press_in_a_later_turn(deaf_seconds: float) -> None:
    """A groan, or a machine, that lasts longer than an item is marked."""
    reports: list[EarReport] = []
    ear = Ear(ScriptedRecogniser(), reports.append)
    patience = PATIENCE[PatienceLevel.STANDARD]
    groan = hum(6)
    pieces = (quiet(1), groan[: RATE * 2 * 2], groan[RATE * 2 * 2 : -RATE], groan[-RATE:])
    for turn, pcm in enumerate(pieces):
        ear.listen(
            Hearing(
                turn=turn,
                phrases=(),
                patience=patience,
                is_for_switch=True,
                deaf_seconds=deaf_seconds,
            )
        )
        ear.hear(pcm)
    ear.hear(quiet(1))
    assert not [each for each in reports if getattr(each, "ending", None) is Ending.SWITCH]
    ear.hear(hum(0.6) + quiet(1))
    assert reports[-1] == SpeechEnded(3, (), Ending.SWITCH)


@pytest.mark.parametrize("sound", [hiss(0.6), hiss(0.05) + quiet(0.3) + hiss(0.05), bytes(32_000)])
def test_hissing_clicking_and_silence_do_not_press(sound: bytes) -> None:
    assert heard(quiet(1), sound, quiet(1)) == []


def test_the_noise_of_rooms_does_not_press() -> None:
    for recording in noise():
        if not recording.text.startswith("babble"):
            assert presses(recording.pcm()) == 0, recording.text


def test_a_sentence_is_no_press() -> None:
    sentence = "I would like to know what this machine is going to do with my answers today"
    assert presses(quiet(1), spoken(sentence), quiet(1)) == 0


@pytest.mark.parametrize(
    ("frame", "least", "most"),
    [
        (hum(0.032), 0.8, 1.0),
        (hiss(0.032), 0.0, 0.45),
        (bytes(1024), 0.0, 0.0),
        (b"", 0.0, 0.0),
        (as_pcm(np.full(512, 20_000)), 0.0, 0.0),
    ],
)
def test_periodicity_tells_a_voice_from_noise(frame: bytes, least: float, most: float) -> None:
    assert least <= periodicity(frame) <= most + 1e-9


def test_a_hole_in_the_sound_makes_no_press() -> None:
    reports: list[EarReport] = []
    ear = Ear(ScriptedRecogniser(), reports.append)
    patience = PATIENCE[PatienceLevel.STANDARD]
    ear.listen(Hearing(turn=4, phrases=(), patience=patience, is_for_switch=True))
    ear.hear(quiet(1) + hum(0.6))
    ear.lose(0.1)
    ear.hear(quiet(1))
    assert reports == [SpeechStarted(4), SpeechEnded(4, (), Ending.SOUND)]


def test_how_well_it_hears_is_judged_also_where_sounds_are_presses() -> None:
    judgements: list[Judgement] = []
    ear = Ear(ScriptedRecogniser(), lambda _: None, judge=judgements.append)
    patience = PATIENCE[PatienceLevel.STANDARD]
    ear.listen(Hearing(turn=4, phrases=(), patience=patience, is_for_switch=True))
    ear.hear(hiss(10))
    assert MicrophoneChanged(Quality.LOUD_ROOM) in judgements
