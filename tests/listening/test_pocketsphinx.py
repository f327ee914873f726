"""The embedded recogniser, with its real English model and synthesised and recorded people."""

import itertools

import pytest

from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.effects import Patience
from mskiosk.core.events import SpeechEnded, SpeechStarted
from mskiosk.core.policy import DEFAULT_RATE, Policy
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.embedded import PocketSphinx, trimmed
from mskiosk.measuring.own_voice import said_by_the_kiosk
from tests.recordings import human, noise, silence, spoken

pytestmark = pytest.mark.unhurried

ACCEPT = Policy().accept_confidence
CONFIRM = Policy().confirm_confidence
DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SCREEN = (
    *DIGITS,
    *("yes", "no", "stop", "pause", "help", "repeat", "next", "previous", "continue", "slower"),
    *("faster", "louder", "quieter", "goodbye", "go back", "main menu", "where am i"),
    *("get help now", "staff please", "what can i say", "next section", "stem cell treatment"),
    *("what is m s", "living with m s", "treatments", "symptoms", "read about relapses"),
)
PATIENCE = Patience(complete_seconds=0.7, incomplete_seconds=2.0)


@pytest.fixture(scope="module")
def recogniser() -> PocketSphinx:
    return PocketSphinx()


def heard(
    recogniser: PocketSphinx,
    pcm: bytes,
    phrases: tuple[str, ...] = SCREEN,
    *,
    least: float = CONFIRM,
) -> list[str]:
    """What the whole path from sound to reports accepts or would confirm, in order."""
    reports: list[EarReport] = []
    ear = Ear(recogniser, reports.append)
    ear.listen(Hearing(turn=1, phrases=phrases, patience=PATIENCE))
    pcm = silence(0.6) + pcm + silence(2.4, seed=2)
    for at in range(0, len(pcm), 640):
        ear.hear(pcm[at : at + 640])
    ends = [report for report in reports if isinstance(report, SpeechEnded)]
    starts = [report for report in reports if isinstance(report, SpeechStarted)]
    assert len(ends) == len(starts), "each utterance that starts ends"
    best = [end.hypotheses[0] for end in ends if end.hypotheses]
    return [hypothesis.text for hypothesis in best if hypothesis.confidence >= least]


def acted_on(recogniser: PocketSphinx, pcm: bytes) -> bool:
    return any(hypothesis.confidence >= ACCEPT for hypothesis in recogniser.read(pcm))


@pytest.mark.long
@pytest.mark.parametrize("voice", ["rms", "awb", "kal16"])
def test_synthesised_commands_are_heard(recogniser: PocketSphinx, voice: str) -> None:
    wrong = [
        (phrase, found)
        for phrase in SCREEN
        if (found := heard(recogniser, spoken(phrase, voice))) != [phrase]
    ]
    assert len(wrong) <= 2, wrong


def test_a_phrase_is_heard_with_pauses_between_its_words(recogniser: PocketSphinx) -> None:
    """C4: slow and halting speakers."""
    words = [spoken(word) for word in ("where", "am", "i")]
    pause = silence(0.9, seed=3)
    assert heard(recogniser, pause.join(words)) == ["where am i"]


def test_words_it_cannot_say_leave_their_phrase_out(recogniser: PocketSphinx) -> None:
    phrases = ("two", "ocrelizumab", "stem cells", "take ocrelizumab", "", "2", "<s>", "| ;", "네")
    unheard = set(phrases) - {"two", "stem cells"}
    assert set(recogniser.prepare(phrases)) == unheard
    assert recogniser.read(spoken("two"))[0].text == "two"


HARD = {
    "ocrelizumab": "AO K R AH L IH Z Y UW M AE B",
    "natalizumab": "N AE T AH L IH Z Y UW M AE B",
    "fingolimod": "F IH NG G AA L IH M AA D",
}
DRUGS = (*HARD, "take ocrelizumab")


@pytest.fixture(scope="module")
def taught() -> PocketSphinx:
    return PocketSphinx(HARD)


@pytest.mark.parametrize("voice", ["rms", "awb"])
@pytest.mark.parametrize("word", list(HARD))
def test_a_word_with_added_sounds_is_heard(taught: PocketSphinx, word: str, voice: str) -> None:
    """The names of medicines."""
    assert not PocketSphinx().knows(word)
    assert heard(taught, spoken(word, voice), (*SCREEN, *DRUGS)) == [word]


def test_added_sounds_go_before_those_of_the_dictionary() -> None:
    recogniser = PocketSphinx({"two": "S EH V AH N"})
    recogniser.prepare(("two", "nine"))
    assert recogniser.read(spoken("seven"))[0].text == "two"


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("wuzzle", ""),
        ("wuzzle", "XX YY"),
        ("wuzzle", "K1 AH"),
        ("wuzzle", "k ah"),
        ("wuzzle", "SIL"),
        ("wuzzle", "K " * 5000),
        ("", "K AH"),
        ("two words", "K AH"),
        ("| ;", "K AH"),
        ("네", "K AH"),
    ],
)
def test_sounds_that_cannot_be_said_are_logged_and_passed_over(word: str, phones: str) -> None:
    lines: list[str] = []
    recogniser = PocketSphinx({word: phones, "ocrelizumab": HARD["ocrelizumab"]}, lines.append)
    assert len(lines) == 1
    assert repr(word) in lines[0]
    assert len(lines[0]) < 200
    assert not recogniser.knows(word)
    assert recogniser.knows("ocrelizumab")


@pytest.mark.parametrize("phrases", [(), ("ocrelizumab",)])
def test_a_grammar_of_nothing_hears_nothing(
    recogniser: PocketSphinx, phrases: tuple[str, ...]
) -> None:
    recogniser.prepare(phrases)
    assert recogniser.read(spoken("two")) == ()


@pytest.mark.parametrize("pcm", [b"", b"\0", bytes(32_000), silence(0.01)])
def test_sound_without_words_has_no_reading(recogniser: PocketSphinx, pcm: bytes) -> None:
    recogniser.prepare(SCREEN)
    assert recogniser.read(pcm) == ()


def test_a_reading_depends_on_nothing_that_came_before(recogniser: PocketSphinx) -> None:
    recogniser.prepare(SCREEN)
    utterances = [spoken(word, voice) for word in ("two", "no", "help") for voice in ("rms", "awb")]
    readings = [recogniser.read(pcm) for pcm in utterances]
    assert [recogniser.read(pcm) for pcm in reversed(utterances)] == readings[::-1]


def test_confidence_is_between_nothing_and_one(recogniser: PocketSphinx) -> None:
    recogniser.prepare(SCREEN)
    for word in ("two", "banana", "elephant", "where am i"):
        for hypothesis in recogniser.read(spoken(word)):
            assert 0 <= hypothesis.confidence <= 1


def test_hundreds_of_grammars_leave_the_first_as_good_as_ever(recogniser: PocketSphinx) -> None:
    for first, second in itertools.product(DIGITS, repeat=2):
        recogniser.prepare((first, f"{first} {second}"))
    recogniser.prepare(SCREEN)
    assert recogniser.read(spoken("two"))[0].text == "two"


def test_trimming_keeps_the_word_and_drops_the_room() -> None:
    word = spoken("two")
    kept = trimmed(silence(2) + word + silence(2))
    assert len(trimmed(word)) <= len(kept) <= len(word) + 2 * 3200
    assert trimmed(b"") == trimmed(bytes(1000)) == b""


NEAR_MISSES = ("tree", "fine", "held", "force", "bag")


@pytest.mark.parametrize("word", NEAR_MISSES)
def test_a_word_that_sounds_nearly_like_a_phrase_is_not_acted_on(
    recogniser: PocketSphinx, word: str
) -> None:
    """X8."""
    recogniser.prepare(SCREEN)
    for voice in ("rms", "awb"):
        assert not acted_on(recogniser, spoken(word, voice))


@pytest.mark.long
def test_people_are_heard(recogniser: PocketSphinx) -> None:
    """Digits, yes, no, stop and pause of many speakers, on a screen of 31 phrases."""
    clips = [clip for clip in human() if clip.text in SCREEN]
    recogniser.prepare(SCREEN)
    readings = [recogniser.read(clip.pcm()) for clip in clips]
    best = [(clip.text, read[0]) for clip, read in zip(clips, readings, strict=True) if read]
    right = [each.confidence for text, each in best if each.text == text]
    wrong = [each for text, each in best if each.text != text and each.confidence >= ACCEPT]
    assert len(clips) > 150
    assert len(right) / len(clips) >= 0.75
    assert sum(confidence >= ACCEPT for confidence in right) / len(clips) >= 0.25
    assert sum(confidence >= CONFIRM for confidence in right) / len(clips) >= 0.6
    assert len(wrong) / len(clips) <= 0.02


@pytest.mark.long
def test_other_words_are_seldom_acted_on(recogniser: PocketSphinx) -> None:
    """X8."""
    clips = [clip for clip in human() if clip.kind.startswith("out") and clip.text not in SCREEN]
    recogniser.prepare(SCREEN)
    acted = [clip.text for clip in clips if acted_on(recogniser, clip.pcm())]
    assert len(clips) > 150
    assert len(acted) / len(clips) <= 0.02, acted


@pytest.mark.long
def test_noise_and_babble_mean_nothing(recogniser: PocketSphinx) -> None:
    clips = noise()
    assert len(clips) >= 5
    meant = {clip.text: found for clip in clips if (found := heard(recogniser, clip.pcm()))}
    assert len(meant) <= 1, meant


@pytest.mark.long
def test_the_kiosk_does_not_act_on_its_own_sentences(recogniser: PocketSphinx) -> None:
    """X8."""
    guide = load_guide(shipped_content())
    prompts = list(said_by_the_kiosk(guide, DEFAULT_RATE, 10))
    assert len(prompts) == 10
    for pcm in prompts:
        assert not heard(recogniser, pcm, least=ACCEPT)
