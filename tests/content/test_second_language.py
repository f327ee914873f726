"""A small German guide: whatever the person sees or hears stands in its files, and nowhere else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mskiosk.content.folder import list_files
from mskiosk.content.loading import check_guide, load_guide, notes_on_guide, shipped_content
from mskiosk.content.manuscript import read_manuscript
from mskiosk.content.parsing import parse
from mskiosk.content.report import report
from mskiosk.content.reviewing import review
from mskiosk.content.written import Entries, Items, Value
from mskiosk.core.grammar import normalised
from mskiosk.core.guide import Guide, Text
from mskiosk.core.intents import Choose, Command
from mskiosk.core.notices import Notice
from mskiosk.core.policy import Policy, Profile
from mskiosk.core.view import View
from mskiosk.rehearsing.rehearsal import Rehearsal
from tests.cli.program import run
from tests.content.small_content import TODAY
from tests.keyboard import KEYS

FOLDER = Path(__file__).with_name("second_language")
LANGUAGE = "de"
WORD = re.compile(r"[^\W\d_]+")
OF_THE_PROGRAM = {"evidence", "verdict", "language", "goto", "home", "urgent", "words", "page"}
"""Keys whose values are names, and no words of the language."""
TYPED = "xylofon"


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def texts_in(value: Value) -> Iterator[str]:
    match value:
        case Entries():
            for key, inner in value.items():
                if key not in OF_THE_PROGRAM:
                    yield from texts_in(inner)
        case Items():
            for inner in value:
                yield from texts_in(inner)
        case str():
            yield re.sub(r"\{[a-z_]+\}|\[[^\]]*\]", " ", value)


@pytest.fixture(scope="module")
def german() -> set[str]:
    """Every word of the German files that is a value; keys belong to the program."""
    found: set[str] = set()
    for path in (FOLDER / LANGUAGE).rglob("*.yaml"):
        entries, flaws = parse(path.read_text(encoding="utf-8"))
        assert entries is not None, flaws
        for text in texts_in(entries):
            found |= words_of(text)
        if path.stem == "glossary":  # there the keys are words of the language
            found |= {word for key in entries for word in words_of(key)}
    return found


@pytest.fixture(scope="module")
def english(german: set[str]) -> set[str]:
    """The words of the kiosk itself in English, less those that are German too."""
    script = read_manuscript(list_files(shipped_content(), "en"), "en")
    found: set[str] = set()
    for wording in (script.notices or {}).values():
        found |= words_of(f"{wording.shown} {wording.spoken or ''}")
    for draft in (script.universals or {}).values():
        found |= words_of(f"{draft.does.shown} {' '.join(draft.phrases)}")
    for name in (*Notice, *Command):
        found |= words_of(name.value)
    return found - german


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(FOLDER, language=LANGUAGE)


def test_the_german_guide_is_without_fault_in_every_region() -> None:
    assert check_guide(FOLDER, LANGUAGE, today=TODAY) == ()
    for region in (None, "us", "uk", "eu"):
        assert len(load_guide(FOLDER, language=LANGUAGE, region=region).topics) == 8


def test_what_only_english_is_judged_by_is_told_as_such() -> None:
    (note,) = notes_on_guide(FOLDER, LANGUAGE, today=TODAY)
    assert note.file.name == "guide.yaml"
    assert 'in the language "en" alone' in str(note)


class Watched(Rehearsal):
    """Keeps everything that was shown or said."""

    def __init__(self, guide: Guide, policy: Policy) -> None:
        self.told: dict[str, str] = {}
        """Each text, with the last view before it."""
        self.ids: set[str] = set()
        super().__init__(guide, policy, KEYS, lambda _: None)

    def _says(self, text: Text, is_aloud: bool) -> None:
        super()._says(text, is_aloud)
        self._keep(text)

    def _shows(self, view: View) -> None:
        super()._shows(view)
        self.ids.add(view.id)
        statuses = [view.microphone_status, view.voice_status]
        lines = [line.text for line in view.lines]
        labels = [choice.label for choice in view.choices]
        for text in (view.title, *view.path, *lines, *labels, *statuses):
            self._keep(text)
        for found in (view.caption, view.heard, view.remark, view.sound):
            if found is not None:
                self._keep(found)

    def _keep(self, text: Text) -> None:
        for form in (text.shown, text.spoken):
            self.told.setdefault(form, self._shown_id)


EVERY_KEY = [f"key {name}" for name in KEYS if name not in ("end", "f12")]
CONVERSATION = [
    *("(60 s)", 'heard "was kann ich sagen"', "(60 s)", 'heard "hauptmenü"', "noise"),
    *('heard "eins"', "(20 s)", 'heard "nummer eins"', "(60 s)", 'heard "zurück"'),
    *('heard "quellen nennen"', "(30 s)", 'heard "wörter erklären"', "(30 s)", 'heard "hauptmenü"'),
    *('heard "tabletten"', "(200 s)", 'heard "hauptmenü"', "key 3", "(60 s)", "key 1", "(30 s)"),
    *("key Home", 'heard "was man liest"', "(90 s)", 'heard "sofort hilfe"', "(60 s)"),
    *(f'heard "{TYPED}"', f'heard "{TYPED}"', f'heard "{TYPED}"', f'heard "{TYPED}"'),
    *('heard "tabletten" 0.5', 'heard "nein danke"', "(60 s)"),
    *("(300 s)", "voice dies", "(9 s)", "voice comes back", "microphone unplugged", "(9 s)"),
    *("microphone back", "(5 s)", *EVERY_KEY, "key F11", *EVERY_KEY, "key F11", "(30 s)"),
    *("key F10", "(9 s)", "key F10", *["key F4"] * 15, *["key F3"] * 20, *["key F6"] * 12),
    *(*["key F5"] * 20, "key Home", "key Escape", "key Down", "key F9", "(20 s)", "key F1"),
    *("(30 s)", "key asterisk", "(60 s)", "key minus", "(60 s)", "key apostrophe", "(9 s)"),
    *("key 0", "(9 s)", "key 9", "(9 s)", 'heard "auf wiedersehen"', 'heard "ja bitte"'),
]


@pytest.mark.parametrize(
    "policy",
    [Policy(), Policy(has_headset=True), Policy(is_aloud=False), Policy(profile=Profile.CLINIC)],
    ids=["home", "headset", "silent", "clinic"],
)
def test_a_whole_conversation_has_no_word_that_is_not_in_the_german_files(
    guide: Guide, german: set[str], english: set[str], policy: Policy
) -> None:
    """E11"""
    watched = Watched(guide, policy)
    watched.play(CONVERSATION)
    assert {*guide.topics, "sources:was-ist-ms", "terms:was-ist-ms"} <= watched.ids
    assert len(watched.told) > 200
    for text, view in watched.told.items():
        words = words_of(text) - {TYPED}
        assert words <= german, (view, text, words - german)
        assert words.isdisjoint(english), (view, text)


def test_every_notice_and_command_is_said_in_german(guide: Guide, english: set[str]) -> None:
    for text in (*guide.notices.values(), *(u.does for u in guide.universals.values())):
        plain = re.sub(r"\{[a-z_]+\}", " ", text.shown + text.spoken)
        assert words_of(plain).isdisjoint(english), text


def test_numbers_dates_and_choices_are_understood_in_german(guide: Guide) -> None:
    assert guide.number(3) == Text("3", "drei")
    assert guide.date("2026-03-05").spoken == "5. März 2026"
    rehearsal = Watched(guide, Policy())
    rehearsal.play(['heard "ziffer zwei"', "(9 s)"])
    assert "tabletten" in rehearsal.ids
    assert normalised("Größere Buchstaben") in {
        normalised(phrase) for phrase in guide.universals[Command.BIGGER_TEXT].phrases
    }
    assert Choose(1) in KEYS.values()


def test_the_plain_front_end_prints_german_alone(
    tmp_path: Path, german: set[str], english: set[str]
) -> None:
    configuration = tmp_path / "mskiosk.yaml"
    configuration.write_text(f"language: {LANGUAGE}\n")
    options = ["--content", str(FOLDER), "--config", str(configuration), "--plain"]
    typed = (
        f"1\nzurück\nhilfe\ntabletten\nquellen nennen\n{TYPED}\nwo bin ich\nhauptmenü\n3\nquit\n"
    )
    ended = run(tmp_path, *options, typed=typed)
    assert ended.status == 0
    assert ended.errors == ""
    assert "Guten Tag." in ended.output
    assert "Tabletten" in ended.output
    for line in ended.output.splitlines():
        words = words_of(line) - {TYPED}
        assert words <= german, (line, words - german)
        assert words.isdisjoint(english), line


def test_the_report_marks_german_as_german() -> None:
    page = report(review(FOLDER, LANGUAGE, TODAY))
    assert '<span lang="de">Bei MS wird das Myelin dünner.</span>' in page
    assert '<html lang="en">' in page
