"""The content that comes with the kiosk is without fault, in every region."""

from datetime import date
from pathlib import Path

import pytest

from mskiosk.content.generating import generated_content
from mskiosk.content.loading import check_guide, load_guide, shipped_content
from mskiosk.content.ways import place_of
from mskiosk.core.grammar import Grammar, normalised
from mskiosk.core.guide import Choice
from mskiosk.core.intents import Choose, Command

TODAY = date(2026, 12, 1)
REGIONS = [None, "none", "us", "uk", "eu"]


def test_the_shipped_content_passes_check() -> None:
    faults = check_guide(shipped_content(), today=TODAY)
    assert not faults, "\n".join(map(str, faults))


@pytest.mark.parametrize("region", REGIONS)
def test_the_shipped_content_loads_in_every_region(region: str | None) -> None:
    guide = load_guide(shipped_content(), region=region)
    assert len(guide.topics) >= 15
    urgent = guide.topics[guide.urgent]
    said = [t.shown for t in urgent.summary]
    said += [t.shown for s in urgent.sections for p in s.paragraphs for t in p]
    numbers = {"us": {"911"}, "uk": {"999"}, "eu": {"112"}}.get(region or "", set())
    for number in numbers or {"911", "999", "112"}:
        assert any(number in sentence for sentence in said), number


def test_every_choice_of_the_shipped_content_can_be_said_by_its_label() -> None:
    """W11"""
    guide = load_guide(shipped_content())
    for topic in guide.topics.values():
        grammar = Grammar.of(_Screen(topic.choices), guide)
        for index, choice in enumerate(topic.choices):
            for label in (choice.label.shown, choice.label.spoken):
                meant = grammar.phrases[normalised(label)]
                opens = place_of(meant, guide) if isinstance(meant, Command) else None
                assert meant == Choose(index) or opens == choice.goto, (topic.id, label)


class _Screen:
    takes_labels = True
    commands = frozenset(Command)

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        self.choices = choices


def test_generated_content_is_without_fault(tmp_path: Path) -> None:
    generated_content(tmp_path, 40)
    assert check_guide(tmp_path, today=TODAY) == ()
    assert len(load_guide(tmp_path).topics) == 40


def test_one_generated_page_is_enough(tmp_path: Path) -> None:
    generated_content(tmp_path, 1)
    assert list(load_guide(tmp_path).topics) == ["topic-0"]
