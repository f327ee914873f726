"""What every recogniser does, whatever its language: PocketSphinx in English, Vosk in Korean, the
spotter with its network and with recordings in its place, alone and beside either."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cache

import pytest

from mskiosk.core.effects import Patience
from mskiosk.core.events import SpeechEnded
from mskiosk.core.policy import Policy
from mskiosk.listening.ear import Ear, EarReport, Hearing
from mskiosk.listening.embedded import PocketSphinx
from mskiosk.listening.installed import Vosk
from mskiosk.listening.meaningless import meaningless
from mskiosk.listening.partners import Partners
from mskiosk.listening.recogniser import MOST_CHARACTERS, Recogniser
from mskiosk.listening.spotter import Spotter
from tests.listening.judges import LikenessJudge, spotter_file
from tests.listening.korean import COMMANDS, korean_model
from tests.recordings import louder, silence, spoken, spoken_korean

CONFIRM = Policy().confirm_confidence
UNKNOWN = "ocrelizumabzz"
"""A word that neither model has."""


@dataclass(frozen=True, slots=True)
class Engine:
    recogniser: Recogniser
    phrases: tuple[str, ...]
    long_phrase: str
    """Two words of `phrases`, one after the other."""
    other: tuple[str, ...]
    """Words that are no phrase."""
    say: Callable[[str], bytes]


@cache
def pocketsphinx() -> Engine:
    return Engine(
        PocketSphinx(),
        phrases=("two", "no", "stop", "help", "main menu", "repeat", "yes", "seven"),
        long_phrase="stop help",
        other=("banana", "elephant", "the weather is nice today"),
        say=cache(spoken),
    )


@cache
def vosk() -> Engine:
    return Engine(
        Vosk(korean_model()),
        phrases=COMMANDS,
        long_phrase="계속 메뉴",
        other=("바나나", "코끼리", "오늘 날씨가 어때요"),
        say=cache(spoken_korean),
    )


@cache
def spotter() -> Engine:
    """In another voice: the one of the others says "help" as if it were "health" to it."""
    network = Spotter.load(spotter_file())
    return replace(pocketsphinx(), recogniser=network, say=cache(lambda text: spoken(text, "awb")))


@cache
def spotter_of_recordings() -> Engine:
    return replace(pocketsphinx(), recogniser=_spotter_of(pocketsphinx()))


@cache
def partners() -> Engine:
    network = Spotter.load(spotter_file())
    return replace(pocketsphinx(), recogniser=Partners(network, PocketSphinx()))


@cache
def partners_of_recordings() -> Engine:
    english = pocketsphinx()
    return replace(english, recogniser=Partners(_spotter_of(english), PocketSphinx()))


@cache
def vosk_partners_of_recordings() -> Engine:
    korean = vosk()
    return replace(korean, recogniser=Partners(_spotter_of(korean), korean.recogniser))


def _spotter_of(engine: Engine) -> Spotter:
    return Spotter(LikenessJudge({phrase: engine.say(phrase) for phrase in engine.phrases}))


@pytest.fixture(
    params=[
        pocketsphinx,
        pytest.param(vosk, marks=pytest.mark.long),
        *(spotter, spotter_of_recordings, partners, partners_of_recordings),
        pytest.param(vosk_partners_of_recordings, marks=pytest.mark.long),
    ],
    ids=lambda make: make.__name__,
)
def engine(request: pytest.FixtureRequest) -> Engine:
    make: Callable[[], Engine] = request.param
    return make()


def texts(engine: Engine, pcm: bytes) -> list[str]:
    return [each.text for each in engine.recogniser.read(pcm)]


def best(engine: Engine, pcm: bytes) -> list[str]:
    """Without what else it may have been."""
    return texts(engine, pcm)[:1]


def prepared(engine: Engine, phrases: Collection[str]) -> set[str]:
    return set(engine.recogniser.prepare(phrases))


def test_a_phrase_of_the_grammar_is_read(engine: Engine) -> None:
    assert prepared(engine, engine.phrases) == set()
    heard = {phrase: best(engine, engine.say(phrase)) for phrase in engine.phrases[:4]}
    assert heard == {phrase: [phrase] for phrase in engine.phrases[:4]}


def test_what_it_cannot_hear_is_told_and_left_out(engine: Engine) -> None:
    known = engine.phrases[0]
    unheard = {"", " ", UNKNOWN, f"{known} {UNKNOWN}", f" {known}", f"{known}  {known}", '"', "\\"}
    unheard |= {"\ud800", "\U0001f600", f"{known}\0", "<s>", "| ;", "[unk]", "#JSGF", "<NULL>"}
    unheard |= {f"{known} " * MOST_CHARACTERS + known}
    assert prepared(engine, {known, *unheard}) == unheard
    assert best(engine, engine.say(known)) == [known]


@pytest.mark.parametrize("phrases", [(), (UNKNOWN,), ("",)])
def test_a_grammar_of_nothing_hears_nothing(engine: Engine, phrases: tuple[str, ...]) -> None:
    prepared(engine, phrases)
    assert texts(engine, engine.say(engine.phrases[0])) == []


def test_only_whole_phrases_of_the_present_grammar_are_read(engine: Engine) -> None:
    """X8. Whatever is said: phrases, parts of them, other words, and phrases of another page."""
    first, second = engine.long_phrase.split()
    grammar = (engine.long_phrase, *engine.phrases[:2])
    prepared(engine, engine.phrases)
    prepared(engine, grammar)
    for said in (*engine.phrases, first, second, *engine.other):
        assert set(texts(engine, engine.say(said))) <= set(grammar)


@pytest.mark.parametrize("name", list(meaningless()))
def test_silence_hum_and_noise_are_no_phrase(engine: Engine, name: str) -> None:
    """X8."""
    prepared(engine, engine.phrases)
    pcm = meaningless()[name]
    sounds = [pcm, louder(pcm, -20), louder(pcm, 20), silence(1) + pcm + silence(1)]
    heard = [each for sound in sounds for each in engine.recogniser.read(sound)]
    assert [each for each in heard if each.confidence >= CONFIRM] == []


def test_a_reading_depends_on_nothing_that_came_before(engine: Engine) -> None:
    """Neither on other readings nor on other grammars."""
    sounds = [engine.say(phrase) for phrase in (*engine.phrases[:4], *engine.other)]
    prepared(engine, engine.phrases)
    readings = [engine.recogniser.read(pcm) for pcm in sounds]
    assert [engine.recogniser.read(pcm) for pcm in reversed(sounds)] == readings[::-1]
    for phrase in engine.phrases:
        prepared(engine, (phrase, engine.long_phrase))
        engine.recogniser.read(sounds[-1])
    prepared(engine, engine.phrases)
    assert [engine.recogniser.read(pcm) for pcm in sounds] == readings


def test_the_order_of_the_phrases_does_not_matter(engine: Engine) -> None:
    sounds = [engine.say(phrase) for phrase in engine.phrases[:3]]
    prepared(engine, engine.phrases)
    readings = [texts(engine, pcm) for pcm in sounds]
    prepared(engine, engine.phrases[::-1])
    assert [texts(engine, pcm) for pcm in sounds] == readings


@pytest.mark.parametrize("pcm", [b"", b"\0", b"\0\0", bytes(31_999), b"\xff\x7f" * 8_000])
def test_sound_of_any_length_kills_nothing(engine: Engine, pcm: bytes) -> None:
    prepared(engine, engine.phrases)
    assert texts(engine, pcm) == []
    word = engine.phrases[0]
    assert best(engine, engine.say(word) + b"\1") == [word]


def test_confidence_is_between_nothing_and_one(engine: Engine) -> None:
    prepared(engine, engine.phrases)
    for said in (*engine.phrases, *engine.other):
        assert all(0 <= each.confidence <= 1 for each in engine.recogniser.read(engine.say(said)))


def test_phrases_are_heard_through_the_gates_and_the_endpointing(engine: Engine) -> None:
    reports: list[EarReport] = []
    ear = Ear(engine.recogniser, reports.append)
    patience = Patience(complete_seconds=0.7, incomplete_seconds=2.0)
    ear.listen(Hearing(turn=1, phrases=engine.phrases, patience=patience))
    said = [engine.phrases[at] for at in (0, 2, 3)]
    for phrase in said:
        ear.hear(silence(1.0) + engine.say(phrase) + silence(2.5, seed=2))
    ends = [report for report in reports if isinstance(report, SpeechEnded)]
    assert [end.hypotheses[0].text for end in ends if end.hypotheses] == said
