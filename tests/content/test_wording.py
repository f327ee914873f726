"""From written words to what is shown and what is said."""

import pytest

from mskiosk.content.fields import fields_of
from mskiosk.content.lexicon import Lexicon
from mskiosk.content.sentences import is_too_long, sentences
from mskiosk.core.guide import Text
from tests.content.small_content import SmallContent

SPLITS = [
    ("", []),
    ("   \n ", []),
    ("No full stop", ["No full stop"]),
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("One.\n  Two.", ["One.", "Two."]),
    ("Dr. Ray said so. Ask Dr. Ray.", ["Dr. Ray said so.", "Ask Dr. Ray."]),
    ("Fruit, e.g. Apples. Then rest.", ["Fruit, e.g. Apples.", "Then rest."]),
    ("That is, i.e. Here. Go.", ["That is, i.e. Here.", "Go."]),
    ("Ocrevus vs. Rebif was one. It won.", ["Ocrevus vs. Rebif was one.", "It won."]),
    ("It fell by 3.5 points. 2 in 10 fell.", ["It fell by 3.5 points.", "2 in 10 fell."]),
    ("See No. 5 first. No. 6 is next.", ["See No. 5 first.", "No. 6 is next."]),
    ("Did it help? No. It did not.", ["Did it help?", "No.", "It did not."]),
    ("Written by J. Smith. Read it.", ["Written by J. Smith.", "Read it."]),
    ("Smith J. Lancet. Old.", ["Smith J. Lancet.", "Old."]),
    ("You need vitamin D. Sunlight helps.", ["You need vitamin D.", "Sunlight helps."]),
    ("You have plan B. It helps.", ["You have plan B.", "It helps."]),
    ("I have MS. You may too.", ["I have MS.", "You may too."]),
    ("Live in the U.S. Army. Rest.", ["Live in the U.S. Army.", "Rest."]),
    ("Come at 5 p.m. The door is open.", ["Come at 5 p.m.", "The door is open."]),
    ("Tests, scans, etc. Then rest.", ["Tests, scans, etc.", "Then rest."]),
    ('He said "Go." Then he left.', ['He said "Go."', "Then he left."]),
    ("(It is rare.) It passes.", ["(It is rare.)", "It passes."]),
    ("Wait... and see. Good.", ["Wait... and see.", "Good."]),
    ("Wait… Then call.", ["Wait…", "Then call."]),
    ("Go. {emergency} is the number.", ["Go.", "{emergency} is the number."]),
    ("Ask. “Why?” is fine.", ["Ask.", "“Why?” is fine."]),
    ("Go to mskiosk.org. Read.", ["Go to mskiosk.org.", "Read."]),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_sentence_is_too_long_beyond_60_words_or_500_characters() -> None:
    assert not is_too_long(" ".join(["word"] * 60))
    assert is_too_long(" ".join(["word"] * 61))
    assert not is_too_long("x" * 500)
    assert is_too_long("x" * 501)


LEXICON = Lexicon(
    {
        "MS": "M S",
        "US": "U S",
        "relapse": "reelapse",
        "MS nurse": "M S nurse, a specialist",
        "DMTs": "D M Tees",
        "10": "ten",
        "10%": "ten percent",
        "e.g.": "for example",
        "%": "percent",
    }
)
SAID = [
    ("MS is not MSM.", "M S is not MSM."),
    ("ms and Ms stay.", "ms and Ms stay."),
    ("Ask us in the US.", "Ask us in the U S."),
    ("Relapse, RELAPSE, relapse-free, relapses.", "reelapse, reelapse, reelapse-free, relapses."),
    ("The MS nurse has MS.", "The M S nurse, a specialist has M S."),
    ("dmts and DMTs", "D M Tees and D M Tees"),
    ("10 of 100, 10.5, 2.10, 1,10, 10%", "ten of 100, 10.5, 2.10, 1,10, ten percent"),
    ("10, then 10.", "ten, then ten."),
    ("Fruit, e.g. a pear", "Fruit, for example a pear"),
    ("MS's", "M S's"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "spoken"), SAID)
def test_the_lexicon_says_whole_words_the_longest_first(written: str, spoken: str) -> None:
    assert LEXICON.spoken(written) == spoken


def test_a_key_with_a_small_letter_is_found_in_any_case() -> None:
    lexicon = Lexicon({"ms nurse": "a nurse", "MS": "M S", "  two \n words ": "2 words"})
    assert lexicon.spoken("Ms Nurse, MS NURSE, MS, Two Words") == "a nurse, a nurse, M S, 2 words"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("a", set()),
        ("{a} {b_c} {a}", {"a", "b_c"}),
        ("{", None),
        ("}", None),
        ("{}", None),
        ("{{a}}", None),
        ("{a.b}", None),
        ("{a[0]}", None),
        ("{a!r}", None),
        ("{a:>999999999}", None),
        ("{A}", None),
        ("{0}", None),
    ],
)
def test_only_plain_names_in_braces_are_fields(text: str, fields: set[str] | None) -> None:
    assert fields_of(text) == fields


def first_summary(content: SmallContent, summary: str, region: str | None) -> list[Text]:
    content.replace_line(content.page, 2, summary)
    return list(content.load(region=region).topics["topic-1"].summary)


@pytest.mark.parametrize(
    ("region", "shown", "spoken"),
    [
        (None, "911 (US), 999 (UK) or 112 (EU)", "the number of your country"),
        ("none", "911 (US), 999 (UK) or 112 (EU)", "the number of your country"),
        ("us", "911", "nine one one"),
        ("uk", "999", "nine nine nine"),
        ("eu", "112", "one one two"),
    ],
)
def test_a_page_has_the_numbers_of_its_region(
    content: SmallContent, region: str | None, shown: str, spoken: str
) -> None:
    found = first_summary(content, "summary: In danger, call {emergency} at once.", region)
    assert found == [
        Text(f"In danger, call {shown} at once.", f"In danger, call {spoken} at once.")
    ]


def test_what_is_filled_in_may_be_several_sentences(content: SmallContent) -> None:
    content.replace("regions.yaml", '{shown: "911", spoken: nine one one}', "Call. Be quick")
    found = first_summary(content, "summary: Stop. {emergency}. Wait.", "us")
    assert [text.shown for text in found] == ["Stop.", "Call.", "Be quick.", "Wait."]


def test_the_lexicon_does_not_reach_into_fields_or_spoken_forms(content: SmallContent) -> None:
    content.write(content.top / "lexicon.yaml", "MS: M S\nemergency: urgency\nlabel: name\n")
    text = "summary: [{shown: MS one., spoken: MS two.}, 'In an emergency call {emergency}.']"
    found = first_summary(content, text, "uk")
    assert found == [
        Text("MS one.", "MS two."),
        Text("In an emergency call 999.", "In an urgency call nine nine nine."),
    ]
    choice = next(text for n, text in content.load().notices.items() if n.value == "choice")
    assert "{label}" in choice.spoken


LITERAL = "text: |\n      One. Two.\n      Three.\n\n      Four.\n"
FOLDED = "text: >\n      One. Two.\n      Three.\n\n      Four.\n"
PLAIN = "text: One. Two.\n      Three.\n\n      Four.\n"
QUOTED = 'text: "One. Two. Three.\\n\\nFour."\n'
LISTED = "text: [One. Two. Three., Four.]\n"
NESTED = "text:\n      - [One., Two., {shown: Three., spoken: Three.}]\n      - Four.\n"


@pytest.mark.parametrize("text", [LITERAL, FOLDED, PLAIN, QUOTED, LISTED, NESTED])
def test_every_way_to_write_paragraphs_gives_the_same(content: SmallContent, text: str) -> None:
    content.replace("shelf-0/topic-1.yaml", "text: |\n      Some words.\n", text)
    (section,) = content.load().topics["topic-1"].sections
    shown = [[sentence.shown for sentence in paragraph] for paragraph in section.paragraphs]
    assert shown == [["One.", "Two.", "Three."], ["Four."]]


def test_a_guide_holds_plain_strings_only(content: SmallContent) -> None:
    topic = content.load().topics["topic-1"]
    choice = topic.choices[0]
    found = [topic.title.shown, topic.title.spoken, topic.summary[0].shown, choice.goto]
    found += [choice.label.shown, *choice.phrases, topic.checked.date, topic.sources[0].key]
    assert {type(text) for text in found} == {str}
