"""Each kind of fault that `mskiosk check` is there to find, planted into a good small guide: it is
named in its file and line, with the words at fault and what to do."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from mskiosk.content.faults import Fault
from mskiosk.content.loading import examination_of
from mskiosk.content.sounds import Recognisers
from mskiosk.listening.vocabulary import phones_of
from tests.content.small_content import TODAY, SmallContent

PAGE = """\
title: A page
summary: Here is a page about a nerve.
sections:
  - heading: First
    text: |
      Some words help a lot.
      It was 5 of 9 people. [GENERATED count]
treatment:
  given: A nurse gives it once a month.
  who_for: It is for some people.
  benefit: It helps with the walk. [GENERATED]
  common_risks: It can hurt.
  serious_risks: It can harm.
  checks: The blood is tested first.
  pregnancy: Ask your team.
  not_known: Much is not known.
  questions: What do you think?
evidence: low
choices:
  - label: Other page
    goto: topic-2
    phrases: [the other one]
checked: {date: 2026-11-20, by: somebody}
"""
DECISION = """\
decision:
  condition: It is an illness.
  decision: You choose a way.
  options: You can wait.
  positives: It can help.
  negatives: It can hurt.
  experience: Some feel well.
  uncertainty: Nobody is sure.
  updates: We look again.
  funding: Nobody pays us.
  published: "2026-11-20"
"""
LONG_WORDS = "Considerable organisational responsibilities unquestionably necessitate deliberation."
TERMS = ("Immunomodulatory", "neurodegeneration", "encephalopathy")
MANY = "many " * 25
PAGE_FILE = "shelf-0/topic-1.yaml"


@dataclass(frozen=True, slots=True)
class Planted:
    """`old` becomes `new` in `file`; the fault is in the line that has `at` in it then."""

    kind: str
    old: str
    new: str
    at: str
    words: str
    file: str = PAGE_FILE


ROWS = [
    Planted(
        "broken goto", "goto: topic-2", "goto: topic-7", "goto:", 'goto "topic-7": there is no'
    ),
    Planted(
        *("unreachable page", "goto: topic-1", "goto: topic-0"),
        *("title: A page", "no page leads here"),
        file="shelf-0/topic-0.yaml",
    ),
    Planted(
        *("no way out", PAGE[PAGE.index("choices:") : PAGE.index("checked:")], ""),
        *("title: A page", "this page is a dead end"),
    ),
    Planted(
        *("more than 5 choices", "    phrases: [the other one]\n"),
        "".join(f"  - {{label: Way number {n}, goto: way-{n}}}\n" for n in "abcde"),
        *("way-e", "this page has 6 choices; the most is 5"),
    ),
    Planted(
        *("duplicate phrases", "[the other one]"),
        "[over here]\n  - {label: First page, goto: topic-0, phrases: [over here]}",
        *("topic-0", '"over here" can be said for choices 1 and 2'),
    ),
    Planted(
        *("clash with a command", "[the other one]", "[what can i say]", "phrases:"),
        '"what can i say" already means the command "what can i say"',
    ),
    Planted(
        *("clash with a number", "[the other one]", "[number three]", "phrases:"),
        '"number three" already means a number',
    ),
    Planted(
        *("under two syllables", "[the other one]", "[pain]", "phrases:"),
        '"pain" has one syllable; the least is 2',
    ),
    Planted(
        *("closer than 3 phones", "[the other one]"),
        "[the other one]\n  - {label: Mother page, goto: topic-0}",
        *("Mother page", '"mother page" sounds like "other page"'),
    ),
    Planted(
        *("closer than 3 phones to a command", "[the other one]", "[next voice]", "phrases:"),
        '"next voice" sounds like "next choice", which is the command',
    ),
    Planted(
        *("word that PocketSphinx lacks", "[the other one]", "[the zorblax]", "phrases:"),
        'the recogniser does not know "zorblax": "the zorblax"',
    ),
    Planted(
        *("word that Vosk lacks", PAGE[PAGE.index("  - label") : PAGE.index("checked:")]),
        "  - {label: Wobble page, goto: topic-2}\n",
        *("Wobble page", 'cannot be said: the installed model lacks "wobble"'),
    ),
    Planted(
        *("paragraph over 40 words", "Some words help a lot."),
        "Some words help. " + "They help me a lot here. " * 8,
        *("Some words help.", "words; the most is 40"),
    ),
    Planted(
        *("sentence over 25 words", "Some words help a lot.", f"Some {MANY}words help."),
        *("Some many", "this sentence has 28 words; the most is 25: "),
    ),
    Planted(
        *("passage over 20 seconds", "It is for some people."),
        f"[[{{shown: It is for some., spoken: It is for {'so very ' * 20}few.}}]]",
        *("who_for:", "take over 20 seconds: "),
    ),
    Planted(
        *("reading grade over 6", "Some words help a lot.", f"{LONG_WORDS} {LONG_WORDS}"),
        *("Considerable", "without its medical terms is "),
    ),
    Planted(
        *("reading grade over 8 with terms", "Some words help a lot."),
        f"{TERMS[0]} {TERMS[1]} {TERMS[2]} helps me a lot. " * 5,
        *(TERMS[0], 'the reading grade of "topic-1" is '),
    ),
    Planted(
        *("number without a source", " [GENERATED count]", "", "5 of 9"),
        'states a number ("5") and has no source: "It was 5 of 9 people."',
    ),
    Planted(
        *("number word without a source", "Some words", "A million words", "A million"),
        'states a number ("million") and has no source: "A million words help a lot."',
    ),
    Planted(
        *("number without its kind", "[GENERATED count]", "[GENERATED]", "5 of 9"),
        'does not say what kind of number "5" is: "It was 5 of 9 people."',
    ),
    Planted(
        *("unknown kind of number", "[GENERATED count]", "[GENERATED odds]", "5 of 9"),
        'there is no kind of number "odds"',
    ),
    Planted(
        *("unknown source key", "[GENERATED]", "[GENERATE]", "benefit:"),
        'source "GENERATE": there is no such source',
    ),
    Planted(
        *("unknown source key in the list", "evidence: low", "sources: [NONE]\nevidence: low"),
        *("[NONE]", 'source "NONE": there is no such source'),
    ),
    Planted(
        *("treatment without a field", "  pregnancy: Ask your team.\n", "", "treatment:"),
        'the key "pregnancy" is missing',
    ),
    Planted(
        *("treatment without its evidence", "evidence: low\n", "", "treatment:"),
        "this page about a treatment does not say how sure we are",
    ),
    Planted(
        *("benefit and harm differ in length", "It can hurt.", "It can hurt. " * 4, "benefit:"),
        "benefit has 5 words and common_risks and serious_risks 15",
    ),
    Planted(
        *("reason without an imbalance", "evidence: low", "imbalance_reason: why\nevidence: low"),
        *("imbalance_reason:", "its good and bad sides are even"),
    ),
    Planted(
        *("digits", "5 of 9", "57 of 91", "57 of 91"),
        '"57", "91" in what is said aloud: "It was 57 of 91 people."',
    ),
    Planted(
        *("abbreviation", "Some words", "Some MRI words", "MRI"),
        '"MRI" in what is said aloud: "Some MRI words help a lot."',
    ),
    Planted(
        *("unit", "Some words help", "Some mg help", "Some mg"),
        '"mg" in what is said aloud: "Some mg help a lot."',
    ),
    Planted(
        *("symbol", "Some words help", "Some words & signs help", "&"),
        '"&" in what is said aloud: "Some words & signs help a lot."',
    ),
    Planted(
        *("phrase with figures", "[the other one]", "[page 7]", "phrases:"),
        'the phrase "page 7" has figures in it',
    ),
    Planted(
        *("no check date", "date: 2026-11-20, ", "", "checked:"),
        'the key "date" is missing',
    ),
    Planted(
        *("check never made", "checked: {date: 2026-11-20, by: somebody}\n", "", "title:"),
        'the key "checked" is missing',
    ),
    Planted(
        *("check date older than 3 years", "2026-11-20", "2023-11-30", "checked:"),
        "last checked on 2023-11-30, more than 3 years ago",
    ),
    Planted(
        *("term not explained within one step", "Some words", "Some axon words", "axon words"),
        'the term "axon" is not explained within one step: "Some axon words help a lot."',
    ),
    Planted(
        *("term on no page", "terms: [nerve]", "terms: []", "nerve:", 'term "nerve" is on no page'),
        file="shelf-0/topic-0.yaml",
    ),
    Planted(
        *("banned word", "Some words", "Some cure", "Some cure"),
        'the word "cure" is banned: "Some cure help a lot."',
    ),
    Planted(
        *(
            "reason for a banned word not used",
            "evidence: low",
            "allow: {cure: why}\nevidence: low",
        ),
        *("allow:", 'allow "cure": this page does not use it'),
    ),
    Planted(
        *("decision without an item", "evidence: low\n"),
        f"evidence: low\n{DECISION.replace('  uncertainty: Nobody is sure.', '  #')}",
        *("decision:", 'the key "uncertainty" is missing'),
    ),
    Planted(
        *(
            "decision that guide.yaml does not list",
            "evidence: low\n",
            f"evidence: low\n{DECISION}",
        ),
        *("decision:", 'this page is not in the "decisions" of guide.yaml'),
    ),
    Planted(
        *("claim that no page answers", "claims: []", "claims: [low-risk]", "claims:"),
        'no page answers the claim "low-risk"',
        file="guide.yaml",
    ),
    Planted(
        *("emergency number missing", "999 (UK) or", "or", "none:"),
        'the emergency number 999 of the region "uk" is missing',
        file="regions.yaml",
    ),
]


def good_content(content: SmallContent) -> SmallContent:
    content.write(content.page, PAGE)
    for name, more in (
        ("lexicon.yaml", '"5": five\n"9": nine\n'),
        ("glossary.yaml", "axon: {say: AK-son, page: topic-0}\n"),
        ("guide.yaml", "claims: []\n"),
        ("style.yaml", f"medical_words: [{', '.join(TERMS)}]\n"),
    ):
        path = content.top / name
        content.write(path, path.read_text() + more)
    return content


@pytest.fixture
def good(content: SmallContent) -> SmallContent:
    return good_content(content)


def told(content: SmallContent) -> tuple[Fault, ...]:
    recognisers = Recognisers(phones_of, frozenset({"wobble"}).intersection)
    return examination_of(content.folder, today=TODAY, recognisers=recognisers).faults


def test_the_guide_in_which_faults_are_planted_has_none(good: SmallContent) -> None:
    assert told(good) == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_a_planted_fault_is_named_with_its_line_and_its_words(
    good: SmallContent, row: Planted
) -> None:
    good.replace(row.file, row.old, row.new)
    found = [(f.file.name, f.line) for f in told(good) if row.words in f.sentence]
    assert found, "\n".join(map(str, told(good)))
    assert found[0] in places(good.top, row), "\n".join(map(str, told(good)))


def places(top: Path, row: Planted) -> list[tuple[str, int]]:
    """The lines that have what the row looks for in them."""
    return [
        (path.name, number)
        for path in top.rglob("*.yaml")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if row.at in line
    ]


def test_every_fault_says_what_to_do(good: SmallContent) -> None:
    for row in ROWS:
        path = good.top / row.file
        before = path.read_text()
        good.replace(row.file, row.old, row.new)
        without = [f for f in told(good) if row.words in f.sentence and f.suggestion is None]
        assert without == [], row.kind
        good.write(path, before)
