"""What the guide for authors shows is right: its page has no fault, its tables name every key."""

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from mskiosk.cli.arguments import parser
from mskiosk.content.drafts import DecisionDraft, NumberKind, TopicDraft, Verdict
from mskiosk.content.faults import Fault
from mskiosk.content.loading import examination_of, shipped_content
from mskiosk.content.manuscript import SPECIAL
from mskiosk.content.sounds import Recognisers
from mskiosk.core.guide import EvidenceLevel
from mskiosk.listening.vocabulary import phones_of
from tests.content.small_content import TODAY

NAME = "examplumab"
BESIDE = ("sources", "glossary", "lexicon")
EXAMPLES = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def text() -> str:
    return (shipped_content() / "README.md").read_text(encoding="utf-8")


def faults_with(folder: Path, page: str, beside: list[str]) -> list[Fault]:
    """Of the shipped guide with the example in it, in the files that the example is part of."""
    shutil.copytree(shipped_content() / "en", folder / "en", dirs_exist_ok=True)
    example = folder / "en" / "treatment" / f"{NAME}.yaml"
    example.write_text(page, encoding="utf-8")
    for name, more in zip(BESIDE, beside, strict=True):
        path = folder / "en" / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    menu = folder / "en" / "treatment" / "newer-medicines.yaml"
    choice = f"choices:\n  - {{label: Examplumab, goto: {NAME}}}\n"
    menu.write_text(menu.read_text().replace("choices:\n", choice), encoding="utf-8")
    words = folder / "en" / "words" / "words-medicines.yaml"
    words.write_text(words.read_text().replace("terms:\n", f"terms:\n  - {NAME}\n", 1))
    found = examination_of(folder, today=TODAY, recognisers=Recognisers(phones_of)).faults
    return [f for f in found if f.file == example or NAME in f.sentence.casefold()]


def test_the_example_passes_the_check(text: str, tmp_path: Path) -> None:
    page, *beside = EXAMPLES.findall(text)
    assert faults_with(tmp_path, page, beside) == []


def test_the_example_is_really_looked_at(text: str, tmp_path: Path) -> None:
    page, *beside = EXAMPLES.findall(text)
    wrong = page.replace(" relative]", "]").replace("  not_known:", "  unknown:")
    assert faults_with(tmp_path, wrong, beside) != []
    assert faults_with(tmp_path, page, ["", *beside[1:]]) != []


def test_every_key_of_a_page_stands_in_the_table(text: str) -> None:
    for field in fields(TopicDraft):
        assert f"| `{field.name}` |" in text, field.name
    for field in fields(DecisionDraft):
        assert f"`{field.name}`" in text, field.name
    for word in (*EvidenceLevel, *Verdict, *NumberKind):
        assert f"`{word.value}`" in text, word
    for name in SPECIAL:
        assert f"`{name}.yaml`" in text, name


def test_every_command_line_it_tells_is_understood(text: str) -> None:
    lines = re.findall(r"`mskiosk ([^`]*)`", text)
    assert len(lines) >= 5
    for line in lines:
        words = re.findall(r'"[^"]*"|\S+', line.replace("KIND", "page"))
        parser("0").parse_args([word.strip('"') for word in words])
