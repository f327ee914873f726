"""Which words the recognisers know, asked of the real ones."""

from pathlib import Path

import pytest

from mskiosk.listening.embedded import PocketSphinx
from mskiosk.listening.recogniser import EngineError
from mskiosk.listening.vocabulary import phones_of, sounding_alike, unknown_to_model
from tests.listening.korean import korean_model


def test_a_word_has_the_sounds_that_pocketsphinx_gives_it_first() -> None:
    assert phones_of("two") == ("T", "UW")
    assert phones_of("Relapse") == ("R", "IY", "L", "AE", "P", "S")
    assert phones_of("o'clock") == ("AH", "K", "L", "AA", "K")


@pytest.mark.parametrize("word", ["ocrelizumab", "", " ", "two three", "2", "네", "<s>", "é"])
def test_a_word_outside_the_dictionary_has_no_sounds(word: str) -> None:
    assert phones_of(word) is None


def test_the_sounds_are_those_that_the_recogniser_uses() -> None:
    """The dictionary that is read here and the one that the decoder loads are the same."""
    knows = PocketSphinx().knows
    for word in ("myelin", "sclerosis", "natalizumab", "neurologist", "ofatumumab"):
        assert knows(word) is (phones_of(word) is not None)


def test_words_that_sound_as_others_do_are_found() -> None:
    words = ("four", "reign", "two", "seven", "elephant", "data", "네", "", "ocrelizumab")
    assert sounding_alike(words) == {"four", "reign", "two"}


@pytest.mark.long
def test_a_model_tells_which_words_it_lacks() -> None:
    words = ("계속", "메뉴", "ocrelizumab", "", "계속 메뉴", "\n")
    unknown = {"ocrelizumab", "", "계속 메뉴", "\n"}
    assert unknown_to_model(words, korean_model()) == unknown


@pytest.mark.parametrize("name", ["empty", "missing", "broken"])
def test_what_is_no_model_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    if name != "missing":
        folder.mkdir()
    if name == "broken":
        (folder / "final.mdl").write_bytes(b"no model")
    with pytest.raises(EngineError, match=name):
        unknown_to_model(("two",), folder)
