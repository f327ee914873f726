"""The real voice, rendering to memory."""

import random
import subprocess
import sys
from pathlib import Path

import espeakng_loader
import pytest

from mskiosk.speaking.driver import Word
from mskiosk.speaking.library import LONGEST_DATA_PATH, short_path
from mskiosk.speaking.missing import missing_voice
from mskiosk.speaking.voice import MOST_SECONDS, Voice, load_voice
from mskiosk.speaking.wording import speakable
from tests.speaking.page import PAGE
from tests.speaking.texts import HOSTILE


@pytest.fixture(scope="module")
def voice() -> Voice:
    return load_voice()


def _rendered(voice: Voice, text: str, rate: int = 125) -> tuple[bytes, list[Word]]:
    pcm = bytearray()
    words: list[Word] = []

    def take(some: bytes, begun: tuple[Word, ...]) -> bool:
        pcm.extend(some)
        words.extend(begun)
        return True

    voice.render(text, rate, take)
    return bytes(pcm), words


def test_no_sentence_is_lost_and_every_one_has_its_own_length(voice: Voice) -> None:
    chance = random.Random(1)
    words = [word.strip(".,") for line in PAGE for word in line.split()]
    asked = [
        (" ".join(chance.choices(words, k=chance.randint(1, 12))), chance.choice((60, 125, 250)))
        for _ in range(300)
    ]
    lengths = {ask: len(_rendered(voice, *ask)[0]) for ask in asked}
    chance.shuffle(asked)
    again = {ask: len(_rendered(voice, *ask)[0]) for ask in asked}
    assert all(lengths.values())
    assert all(again[ask] == pytest.approx(lengths[ask], rel=0.05) for ask in asked)


def test_words_are_told_with_their_place_and_their_moment(voice: Voice) -> None:
    text = "Treatment can lower the number of attacks."
    pcm, words = _rendered(voice, text)
    assert [text[w.offset : w.offset + w.length].strip(".") for w in words] == text[:-1].split()
    moments = [word.seconds for word in words]
    assert moments == sorted(moments)
    assert 0 <= moments[0] < moments[-1] < len(pcm) / 2 / voice.sample_rate


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_is_rendered_and_ends(voice: Voice, text: str) -> None:
    before = len(_rendered(voice, "After it.")[0])
    pcm, _ = _rendered(voice, text)
    assert 0 < len(pcm) <= MOST_SECONDS * voice.sample_rate * 2
    assert len(_rendered(voice, "After it.")[0]) == pytest.approx(before, rel=0.05)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01", "\ud800"])
def test_a_text_with_nothing_to_say_gives_nothing(voice: Voice, text: str) -> None:
    assert _rendered(voice, text) == (b"", [])


def test_a_taker_that_has_enough_ends_the_rendering(voice: Voice) -> None:
    taken: list[int] = []

    def take(some: bytes, begun: tuple[Word, ...]) -> bool:
        taken.append(len(some))
        return False

    voice.render(" ".join(PAGE), 125, take)
    assert len(taken) == 1
    assert _rendered(voice, "Next.")[0]


def test_a_voice_that_does_not_exist_becomes_the_usual_one(voice: Voice) -> None:
    usual = _rendered(voice, PAGE[0])[0]
    voice.choose("no such voice")
    assert len(_rendered(voice, PAGE[0])[0]) == pytest.approx(len(usual), rel=0.02)


@pytest.mark.parametrize("language", ["en", "en-us", "tlh-xx", "\ud800", ""])
def test_english_is_american_and_so_is_what_nobody_speaks(voice: Voice, language: str) -> None:
    voice.choose("de")
    assert voice.name == "gmw/de"
    voice.choose(language)
    assert voice.name.lower() == "gmw/en-us"


def test_the_voice_is_found_in_a_folder_with_a_very_long_name(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    (deep / "espeakng_loader").symlink_to(Path(espeakng_loader.__file__).parent)
    program = (
        f"import sys; sys.path.insert(0, {str(deep)!r})\n"
        "from mskiosk.speaking.library import find_library\n"
        "from mskiosk.speaking.voice import load_voice\n"
        "load_voice().render('Hello.', 125, lambda pcm, words: bool(print(len(pcm))) or True)\n"
        "print(find_library()[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    *sizes, folder = done.stdout.split()
    assert sum(map(int, sizes)) > 10_000, done.stderr
    assert len(folder) > LONGEST_DATA_PATH


def test_a_short_path_stays_as_it_is(tmp_path: Path) -> None:
    assert short_path(tmp_path) == str(tmp_path)


def test_on_this_machine_nothing_is_missing() -> None:
    assert missing_voice() is None


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "espeakng_loader.py").write_text(
        "def get_library_path():\n    return '/nowhere/x'\n"
    )
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from mskiosk.speaking.missing import missing_voice\n"
        "print(missing_voice())\n"
        "print('pyttsx3' in sys.modules or 'miniaudio' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["the package espeakng-loader is damaged: no x", "False"]


def test_what_is_no_character_is_a_space_and_the_rest_stays() -> None:
    assert speakable("a\x00b\r\n\x1bc \ud83d d\u2028e") == "a b c d e"
    assert (
        speakable("It costs 5 \u20ac, na\u00efve \U0001f600.")
        == "It costs 5 \u20ac, na\u00efve \U0001f600."
    )
