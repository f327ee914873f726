"""The list of words: what the spotter is to know is a phrase, and what it is not is none."""

from pathlib import Path

import pytest

from models.spotter.sounding import Homophones
from models.spotter.words import WordList, word_list
from mskiosk.content.loading import load_guide, shipped_content
from mskiosk.core.grammar import normalised
from mskiosk.core.guide import Guide

NUMBERS, UNIVERSALS = 10, 20


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(shipped_content())


@pytest.fixture(scope="module")
def words(guide: Guide) -> WordList:
    return word_list(guide=guide)


def test_every_class_is_a_phrase_of_the_kiosk_as_is_every_way_to_say_it(
    words: WordList, guide: Guide
) -> None:
    phrases = {normalised(p) for each in guide.universals.values() for p in each.phrases}
    known = phrases.union(guide.numbers).union(
        form.format(number=number) for form in guide.number_phrases for number in guide.numbers
    )
    assert set(words.ways) | words.all_ways <= known
    assert all(label in ways for label, ways in words.ways.items())


def test_the_numbers_come_first_and_then_at_least_twenty_universals(
    words: WordList, guide: Guide
) -> None:
    assert tuple(words.ways)[:NUMBERS] == guide.numbers
    assert len(words.ways) >= NUMBERS + UNIVERSALS


def test_every_way_of_a_class_means_the_same(words: WordList, guide: Guide) -> None:
    means = {normalised(p): c for c, each in guide.universals.items() for p in each.phrases}
    means_number = {
        form.format(number=number): number
        for form in ("{number}", *guide.number_phrases)
        for number in guide.numbers
    }
    for ways in words.ways.values():
        assert len({means_number.get(way) or means[way] for way in ways}) == 1


def test_nothing_that_is_no_class_sounds_as_one(words: WordList) -> None:
    alike = Homophones(words.all_ways)
    others = [text for each in words.near.values() for text in each]
    others += [*words.words, *words.phrases, *(normalised(text) for text in words.sentences)]
    assert not [text for text in others if alike.has(text)]


def test_homophones_are_left_out_whatever_the_accent() -> None:
    alike = Homophones(["two", "four", "no", "pause", "one"])
    assert all(alike.has(text) for text in ("too", "to", "for", "fore", "know", "paws", "won"))
    assert alike.has("pores")
    assert not any(alike.has(text) for text in ("door", "now", "toe", "pours out", "wand"))


def test_every_class_has_its_near_misses_and_there_is_much_else(words: WordList) -> None:
    assert set(words.near) == set(words.ways)
    assert all(len(each) >= 15 for each in words.near.values())
    assert len(words.words) >= 400
    assert len(words.phrases) >= 60
    assert len(words.sentences) >= 80


def test_a_file_that_is_no_list_of_words_is_refused(tmp_path: Path, guide: Guide) -> None:
    broken = tmp_path / "words.yaml"
    for text in ("", "[one]", "one: {ways: [on]}", "one: {ways: [one], near: []}\nothers: {}"):
        broken.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match="no list of words"):
            word_list(broken, guide)
