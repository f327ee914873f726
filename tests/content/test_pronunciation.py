"""I7: each hard word sounds as the glossary says: its syllables, and the stress where it is.

The voice that the kiosk uses renders every term, and espeak-ng writes down the phonemes that it
made of it.
"""

import ctypes
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mskiosk.content.folder import list_files
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.content.manuscript import read_manuscript
from mskiosk.core.guide import Guide
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.voice import Voice, load_voice

IPA = 2
SEPARATED = ord("_") << 8
VOWELS = set("aeiouæɐɑɒɔəɚɛɜɪʊʌᵻɨʉyø")
TWO_SYLLABLES = {"iə", "aɪə", "aɪɚ", "uə"}
Phonemes = Callable[[str], str]


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """Each term with its respelling in the glossary."""
    script = read_manuscript(list_files(shipped_content(), "en"), "en")
    return {term: str(draft.say) for term, draft in (script.glossary or {}).items()}


@pytest.fixture(scope="module")
def phonemes(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Phonemes:
    """What the voice makes of a text, in IPA with "_" between two phonemes."""
    voice = load_voice("en")
    folder = tmp_path_factory.mktemp("phonemes")

    def of(text: str) -> str:
        return _traced(voice, guide.voiced, text, folder / "trace")

    return of


def _traced(voice: Voice, voiced: Mapping[str, str], text: str, path: Path) -> str:
    from pyttsx3.drivers import _espeak

    libc: Any = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    libc.fclose.argtypes = [ctypes.c_void_p]
    stream = libc.fopen(str(path).encode(), b"w")
    _espeak.SetPhonemeTrace(IPA | 1 | SEPARATED, stream)
    try:
        with voice.pronouncing(Pronunciation(voiced)):
            voice.render(text, 125, lambda pcm, words: True)
    finally:
        _espeak.SetPhonemeTrace(0, None)
        libc.fclose(stream)
    return " ".join(path.read_text().split())


def _stresses(ipa: str) -> list[int]:
    """Syllable by syllable: 2 for the main stress, 1 for another, 0 for none."""
    found: list[int] = []
    for phoneme in re.split(r"[_ ]+", ipa):
        stress = 2 if "ˈ" in phoneme else 1 if "ˌ" in phoneme else 0
        plain = phoneme.strip("ˈˌ")
        if plain and plain[0] in VOWELS:
            found.append(stress)
            if plain in TWO_SYLLABLES:
                found.append(0)
    return found


def _wanted(say: str) -> list[bool]:
    """Syllable by syllable, whether it is stressed: "oh-kruh-LIZ-yoo-mab"."""
    return [part.isupper() for part in re.split(r"[- ]+", say)]


def test_every_term_has_the_syllables_and_the_stress_of_its_respelling(
    guide: Guide, said: dict[str, str], phonemes: Phonemes
) -> None:
    wrong = []
    for term, say in said.items():
        ipa = phonemes(guide.glossary[term].name.spoken)
        heard, wanted = _stresses(ipa), _wanted(say)
        is_right = len(heard) == len(wanted) and all(
            stressed or stress < max(heard) for stress, stressed in zip(heard, wanted, strict=True)
        )
        if not is_right:
            wrong.append(f"{term}: {say} is said as {ipa}")
    assert not wrong, "\n".join(wrong)


def test_an_edit_that_breaks_a_name_is_seen(guide: Guide, tmp_path: Path) -> None:
    voice = load_voice("en")
    right = _traced(voice, guide.voiced, "ocrelizumab", tmp_path / "right")
    assert _stresses(right) == [0, 0, 2, 0, 0]
    for edit in ("oUkr'El@zju:mab", "oUkr@l'Izmab"):
        broken = _traced(voice, {"ocrelizumab": edit}, "ocrelizumab", tmp_path / "broken")
        assert _stresses(broken) != [0, 0, 2, 0, 0], broken
