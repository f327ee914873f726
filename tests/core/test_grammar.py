"""How what is said and what is written are compared."""

import unicodedata

import pytest

from mskiosk.core.grammar import normalised


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Where AM I?! ", "where am i"),
        ("What_can-I say", "what can i say"),
        ("the bladder's nerves", "the bladder's nerves"),
        ("s\N{RIGHT SINGLE QUOTATION MARK}il vous plaît", "s'il vous plaît"),
        ("peut-être", "peut être"),
        ("Größe", "grösse"),
        ("नहीं", "नहीं"),
        ("ไม่ใช่", "ไม่ใช่"),
        ("아니요", "아니요"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_words_are_alike_however_they_are_written(text: str, words: str) -> None:
    """A letter that is typed as two, with its accent apart, is the same letter."""
    assert normalised(text) == words
    for form in ("NFC", "NFD"):
        assert normalised(unicodedata.normalize(form, text)) == normalised(words)
