"""Planted phrases that the recogniser lacks, that are too short, or that sound alike."""

from collections.abc import Callable, Collection

import pytest

from mskiosk.content.faults import Fault
from mskiosk.content.loading import check_guide, examination_of, notes_on_guide
from mskiosk.content.sounds import Recognisers, changes, syllables
from mskiosk.listening.vocabulary import phones_of
from tests.content.small_content import TODAY, SmallContent

PLANTED = [
    ("the zorblax", 'the recogniser does not know "zorblax": "the zorblax"'),
    ("pain", '"pain" has one syllable; the least is 2'),
    ("no pager", '"no pager" sounds like "no page", which is the choice "No page"'),
    ("next voice", '"next voice" sounds like "next choice", which is the command "next choice"'),
    ("number won", '"number won" sounds like "number one", which is a number'),
]


def lacking(*words: str) -> Callable[[frozenset[str]], Collection[str]]:
    return frozenset(words).intersection


def check(content: SmallContent, model_lacks: tuple[str, ...] = ()) -> tuple[Fault, ...]:
    recognisers = Recognisers(phones_of, lacking(*model_lacks))
    return check_guide(content.folder, today=TODAY, recognisers=recognisers)


@pytest.fixture
def content(content: SmallContent) -> SmallContent:
    choices = "  - {label: No page, goto: topic-0}\n  - label: Second page"
    content.replace_line(content.page, 8, choices)
    assert check(content) == ()
    return content


@pytest.mark.parametrize(("phrase", "words"), PLANTED)
def test_a_phrase_that_cannot_be_told_by_ear_is_a_fault(
    content: SmallContent, phrase: str, words: str
) -> None:
    content.replace_line(content.page, 11, f"    phrases: [{phrase}]")
    found = [f for f in check(content) if words in f.sentence]
    assert [(f.file, f.line) for f in found] == [(content.page, 11)]
    assert all(fault.suggestion for fault in found)


def test_a_label_is_judged_as_its_phrases_are(content: SmallContent) -> None:
    content.replace_line(content.page, 9, "  - label: Pain")
    found = [f for f in check(content) if '"Pain" has one syllable' in f.sentence]
    assert [fault.line for fault in found] == [9]


def test_a_word_that_is_taught_is_known_and_sounds_as_it_is_taught(content: SmallContent) -> None:
    content.replace_line(content.page, 11, "    phrases: [the zorblax]")
    lexicon = content.top / "lexicon.yaml"
    taught = "zorblax: {spoken: zor blacks, heard: Z AO R B L AE K S}\n"
    content.write(lexicon, lexicon.read_text() + taught)
    assert check(content) == ()
    content.replace_line(content.page, 11, "    phrases: [know zorblax]")
    content.write(lexicon, lexicon.read_text().replace("Z AO R B L AE K S", "P EY JH"))
    assert any('"know zorblax" sounds like "no page"' in str(f) for f in check(content))


def test_a_choice_may_sound_like_the_command_that_opens_its_page(content: SmallContent) -> None:
    content.replace_line(content.page, 11, "    phrases: [get help how]")
    assert any('the command "get help now"' in str(fault) for fault in check(content))
    content.replace("guide.yaml", "urgent: topic-0", "urgent: topic-2")
    assert check(content) == ()


def test_a_choice_that_the_model_cannot_hear_is_a_fault(content: SmallContent) -> None:
    (fault,) = check(content, ("second", "other"))
    assert (fault.file, fault.line) == (content.page, 9)
    assert '"Second page" cannot be said: the installed model lacks' in fault.sentence


def test_a_phrase_that_the_model_cannot_hear_beside_one_that_it_can_is_noted(
    content: SmallContent,
) -> None:
    recognisers = Recognisers(phones_of, lacking("other"))
    found = examination_of(content.folder, today=TODAY, recognisers=recognisers)
    assert found.faults == ()
    (note,) = found.notes
    assert (note.file, note.line) == (content.page, 11)
    assert note.sentence == 'the installed model lacks "other": "the other one"'


def test_in_another_language_nothing_is_judged_by_ear_and_a_note_says_so(
    content: SmallContent,
) -> None:
    content.replace_line(content.page, 11, "    phrases: [pain, the zorblax]")
    content.replace("guide.yaml", "language: en", "language: de")
    content.top.rename(content.folder / "de")
    recognisers = Recognisers(phones_of)
    assert check_guide(content.folder, "de", today=TODAY, recognisers=recognisers) == ()
    (note,) = notes_on_guide(content.folder, "de", today=TODAY, recognisers=recognisers)
    assert (note.file.name, note.line) == ("guide.yaml", 1)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [("", "", 0), ("A", "", 1), ("A B C", "A C", 1), ("A B", "C D E F", 3), ("A B", "B A", 2)],
)
def test_phrases_are_as_far_apart_as_it_takes_to_turn_one_into_the_other(
    first: str, second: str, apart: int
) -> None:
    here, there = tuple(first.split()), tuple(second.split())
    assert changes(here, there, 3) == changes(there, here, 3) == apart


def test_a_syllable_is_a_vowel() -> None:
    relapse = phones_of("relapse")
    assert relapse is not None
    assert syllables(relapse) == 2
