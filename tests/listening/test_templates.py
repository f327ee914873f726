"""C4, E16: a voice that no recogniser knows is understood by its likeness to itself."""

import numpy as np
import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.events import Hypothesis, SampleFault, SpeechEnded
from mskiosk.core.policy import PATIENCE, PatienceLevel
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.endpointing import FRAME_SECONDS
from mskiosk.listening.features import WIDTH, features_of
from mskiosk.listening.recogniser import SAMPLES_A_SECOND
from mskiosk.listening.taught import TaughtRecogniser, combined
from mskiosk.listening.templates import (
    LIKELY,
    MOST_PHRASES,
    MOST_SAMPLES,
    ROW_BYTES,
    SURE,
    Templates,
    packed,
    unpacked,
)
from mskiosk.listening.warping import FAR, distances
from mskiosk.measuring.own_voice import said_by_the_kiosk
from tests.listening.persons import OTHER_RATE, RATES, said, speaking_as
from tests.listening.test_ear import ScriptedRecogniser
from tests.recordings import louder, noise, silence

pytestmark = pytest.mark.unhurried

FRAME = round(FRAME_SECONDS * SAMPLES_A_SECOND)
PHRASES = ("one", "two", "three", "yes please", "go back", "main menu")
OTHER_WORDS = ("banana", "the weather is fine", "window", "thirty seven")


def taught(*phrases: str) -> Templates:
    templates = Templates()
    for phrase in phrases:
        for rate in RATES:
            assert templates.learn(phrase, said(phrase, rate)) is None, (phrase, rate)
    return templates


@pytest.fixture(scope="module")
def templates() -> Templates:
    return taught(*PHRASES)


def test_each_phrase_is_known_at_another_pace(templates: Templates) -> None:
    for phrase in PHRASES:
        match = templates.match(said(phrase, OTHER_RATE), PHRASES)
        assert match is not None
        assert match.text == phrase
        assert SURE <= match.confidence <= 1


def test_other_words_of_the_same_person_are_refused(templates: Templates) -> None:
    for words in OTHER_WORDS:
        match = templates.match(said(words, OTHER_RATE), PHRASES)
        assert match is None or match.confidence < SURE, words


def test_silence_and_hum_are_refused(templates: Templates) -> None:
    times = np.arange(16_000) / 16_000
    hum = (3000 * np.sin(2 * np.pi * 100 * times)).astype("<i2").tobytes()
    for sound in (b"", bytes(3), silence(1.0), bytes(32_000), hum):
        assert templates.match(sound, PHRASES) is None


def test_somebody_else_is_refused_or_asked(templates: Templates) -> None:
    with speaking_as("f5"):
        voices = [said(phrase, OTHER_RATE) for phrase in PHRASES]
    for phrase, voice in zip(PHRASES, voices, strict=True):
        match = templates.match(voice, PHRASES)
        assert match is None or match.text == phrase or match.confidence < SURE


def test_a_phrase_that_means_nothing_now_is_not_heard(templates: Templates) -> None:
    assert templates.match(said("two", OTHER_RATE), ("one", "three")) is None


def test_a_phrase_is_known_after_three_examples_and_acts_beside_two_others() -> None:
    templates = Templates()
    for rate in RATES[:2]:
        templates.learn("one", said("one", rate))
    assert templates.phrases == ()
    assert templates.match(said("one", OTHER_RATE), ("one",)) is None
    templates.learn("one", said("one", RATES[2]))
    alone = templates.match(said("one", OTHER_RATE), ("one",))
    assert alone is not None
    assert alone.confidence == LIKELY


def test_an_example_of_no_use_is_refused_with_its_reason() -> None:
    word, long = said("one", 120), said("one two three four five six seven eight nine ten", 60)
    useless = (
        (b"", SampleFault.TOO_SHORT),
        (word[:2000], SampleFault.TOO_SHORT),
        (silence(1.0), SampleFault.TOO_QUIET),
        (louder(word, -45), SampleFault.TOO_QUIET),
        (louder(word, 40), SampleFault.TOO_LOUD),
        (long, SampleFault.TOO_LONG),
    )
    for sound, fault in useless:
        templates = Templates()
        assert templates.learn("one", sound) is fault
        assert templates.samples_of("one") == []


def test_an_example_that_is_another_known_phrase_is_refused(templates: Templates) -> None:
    before = templates.samples_of("two")
    assert templates.learn("two", said("main menu", OTHER_RATE)) is SampleFault.UNLIKE
    assert templates.samples_of("two") == before


def test_a_first_example_that_was_something_else_gives_way_to_two_that_agree() -> None:
    templates = Templates()
    assert templates.learn("two", said("the weather is fine today", 120)) is None
    assert templates.learn("two", said("two", RATES[0])) is SampleFault.UNLIKE
    assert templates.learn("two", said("two", RATES[1])) is None
    assert templates.learn("two", said("two", RATES[2])) is None
    assert templates.phrases == ("two",)
    assert len(templates.samples_of("two")) == 3


def test_what_is_learned_has_its_bounds() -> None:
    templates, sound = Templates(), said("one", 120)
    for number in range(MOST_PHRASES + 2):
        for _ in range(MOST_SAMPLES + 2):
            templates.learn(f"phrase {number}", sound)
    assert len(templates.phrases) <= MOST_PHRASES
    assert {len(templates.samples_of(phrase)) for phrase in templates.phrases} == {MOST_SAMPLES}


def test_what_was_learned_survives_the_way_to_another_process(templates: Templates) -> None:
    samples = {phrase: templates.samples_of(phrase) for phrase in templates.phrases}
    other = Templates(samples)
    sound = said("go back", OTHER_RATE)
    first, second = templates.match(sound, PHRASES), other.match(sound, PHRASES)
    assert first is not None
    assert second is not None
    assert (first.text, round(first.confidence, 2)) == (second.text, round(second.confidence, 2))


@pytest.mark.parametrize("sample", [b"", b"x", bytes(52), bytes(52 * 501), b"\xff" * 52 * 20])
def test_what_is_no_sample_is_passed_over(sample: bytes) -> None:
    assert unpacked(sample) is None
    assert Templates({"one": [sample] * 3}).phrases == ()


def test_examples_that_are_all_the_same_break_nothing_and_decide_nothing() -> None:
    sound = said("one", 120)
    empty = Templates({"one": [bytes(ROW_BYTES * len(features_of(sound)))] * 3})
    assert empty.match(sound, ("one",)) is None
    assert empty.is_unlike(sound, "one")
    same = [packed(features_of(sound))] * 3
    three = Templates({"one": same, "two": same, "three": same})
    assert three.match(sound, ("one", "two", "three")) is None, "it may be any of them"
    assert three.is_unlike(said("main menu", 120), "one")


def test_a_device_that_says_a_phrase_the_same_each_time_is_known_wherever_the_frames_begin() -> (
    None
):
    phrases = ("one", "yes please", "main menu")
    templates = Templates()
    for phrase in phrases:
        for _ in range(3):
            assert templates.learn(phrase, silence(0.1) + said(phrase, 120)) is None
    for samples in range(0, FRAME, FRAME // 8):
        for phrase in phrases:
            begun = silence(0.1 + samples / SAMPLES_A_SECOND, seed=samples + 2)
            match = templates.match(begun + said(phrase, 120), phrases)
            assert match is not None, (phrase, samples)
            assert match.confidence >= SURE, (phrase, samples)


def test_after_forgetting_nothing_is_known() -> None:
    templates = taught("one")
    templates.forget()
    assert templates.phrases == ()
    assert templates.match(said("one", OTHER_RATE), ("one",)) is None


def test_loudness_and_silence_around_it_change_no_features() -> None:
    sound = said("two", 120)
    plain, changed = features_of(sound), features_of(silence(0.5) + louder(sound, -12))
    assert plain.shape == changed.shape
    assert plain.shape[1] == WIDTH
    assert (
        distances(plain, [changed])[0] < 0.2 * distances(plain, [features_of(said("six", 120))])[0]
    )


def test_distances_are_the_same_both_ways_and_none_to_itself() -> None:
    sounds = [features_of(said(words, 120)) for words in ("one", "two", "go back")]
    for one in sounds:
        for at, other in enumerate(sounds):
            there, back = distances(one, sounds)[at], distances(other, [one])[0]
            assert there == pytest.approx(back, rel=0.02)
            assert (there == pytest.approx(0.0, abs=0.05)) is (one is other)


def test_a_phrase_of_quite_another_length_is_far() -> None:
    short, long = np.ones((20, WIDTH), np.float32), np.ones((80, WIDTH), np.float32)
    empty = np.ones((0, WIDTH), np.float32)
    assert distances(short, [long, empty]) == [FAR, FAR]
    assert distances(empty, [short]) == [FAR]
    assert distances(short, []) == []


def hypothesis(text: str, confidence: float) -> Hypothesis:
    return Hypothesis(text, confidence)


def test_what_engine_and_examples_agree_on_is_surer_than_either() -> None:
    (agreed,) = combined((hypothesis("two", 0.4),), hypothesis("two", 0.6))
    assert agreed.text == "two"
    assert agreed.confidence == pytest.approx(0.76)


def test_what_they_differ_on_is_never_sure() -> None:
    for engine, own in ((0.9, 0.6), (0.5, 0.9), (0.9, 0.35)):
        both = combined((hypothesis("one", engine),), hypothesis("two", own))
        assert {each.text for each in both} == {"one", "two"}
        assert all(each.confidence < SURE for each in both)


def test_the_examples_alone_are_enough_where_the_engine_hears_nothing() -> None:
    own = hypothesis("two", 0.6)
    assert combined((), own) == (own,)
    assert combined((hypothesis("one", 0.1),), own)[0] == own
    assert combined((own,), None) == (own,)


def test_a_known_phrase_in_another_voice_is_asked_about_and_others_are_not(
    templates: Templates,
) -> None:
    recogniser = TaughtRecogniser(ScriptedRecogniser("two", "two", "four"), templates)
    recogniser.prepare((*PHRASES, "four"))
    with speaking_as("croak"):
        stranger = said("two", OTHER_RATE)
    for _ in range(2):
        (heard,) = recogniser.read(stranger)
        assert heard.text == "two"
        assert LIKELY < heard.confidence < SURE
    assert recogniser.read(stranger)[0] == Hypothesis("four", 0.9)


def test_a_word_that_the_engine_lacks_is_heard_when_it_was_taught() -> None:
    templates = taught("ocrelizumab", "one", "two")
    recogniser = TaughtRecogniser(ScriptedRecogniser(), templates)
    assert recogniser.prepare(("ocrelizumab", "one", "two")) == set()
    assert recogniser.read(said("ocrelizumab", OTHER_RATE))[0].text == "ocrelizumab"


@pytest.mark.long
def test_no_noise_and_no_sentence_of_the_kiosk_is_taken_for_a_person_who_taught_it() -> None:
    with speaking_as("f3"):
        templates = taught(*PHRASES)
    guide = load_guide(shipped_content(), region=None)
    for own in said_by_the_kiosk(guide, 125, 40):
        assert templates.match(own, PHRASES) is None
    for recording in noise():
        reports: list[EarReport] = []
        ear = Ear(TaughtRecogniser(ScriptedRecogniser(), templates), reports.append)
        patience = PATIENCE[PatienceLevel.STANDARD]
        ear.listen(Hearing(turn=1, phrases=PHRASES, patience=patience))
        ear.hear(recording.pcm())
        heard = [each for each in reports if isinstance(each, SpeechEnded) and each.hypotheses]
        assert heard == [], recording.text
