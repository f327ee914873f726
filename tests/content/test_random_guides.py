"""A guide of 200 pages with faults all over: there are faults or a guide, and never a traceback."""

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mskiosk.content.counting import figures
from mskiosk.content.faults import ContentFaults, Fault
from mskiosk.content.generating import generated_content
from mskiosk.content.loading import check_guide, load_guide
from mskiosk.content.report import report
from mskiosk.content.reviewing import review
from mskiosk.core.guide import Guide
from mskiosk.core.policy import Policy
from mskiosk.rehearsing.rehearsal import Rehearsal
from tests.content.random_faults import spoil
from tests.content.small_content import TODAY
from tests.content.test_report import Reader
from tests.keyboard import KEYS

pytestmark = pytest.mark.unhurried

PAGES = 200
SEEDS = range(1)
MORE_SEEDS = range(100, 150)


def faulty(folder: Path, seed: int) -> random.Random:
    """Spoils few pages or many, and with luck a file beside the pages."""
    chance = random.Random(seed)
    top = folder / "en"
    generated_content(folder, PAGES)
    pages = sorted((top / "shelf-0").iterdir())
    for page in chance.sample(pages, chance.choice([2, 10, 60, PAGES])):
        page.write_bytes(spoil(chance, page.read_text()))
    if seed % 2:
        special = chance.choice(sorted(top.glob("*.yaml")))
        special.write_bytes(spoil(chance, special.read_text()))
    if seed % 5 == 4:
        chance.choice(sorted(top.glob("*.yaml"))).unlink()
        (top / "folder.yaml").mkdir()
        (top / "link.yaml").symlink_to(top / "nowhere")
        (top / "shelf-0" / "guide.yaml").write_text("title: A page")
        pages[0].with_name("Topic 1.yaml").write_text("title: A page")
    return chance


def assert_well_told(faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        line = str(fault)
        assert line.startswith(str(fault.file)), line
        assert fault.line >= 1, line
        assert line.isprintable(), line
        if fault.file.is_file():
            assert fault.line <= fault.file.read_bytes().count(b"\n") + 1, line


def every_way(guide: Guide, chance: random.Random) -> Iterator[str]:
    keys = ["1", "2", "5", "Escape", "Down", "Enter", "PageDown", "F1", "F9", "F12", "Space"]
    for _ in range(60):
        yield f"key {chance.choice(keys)}"


def loaded(folder: Path) -> Guide | tuple[Fault, ...]:
    try:
        return load_guide(folder)
    except ContentFaults as error:
        return error.faults


def try_everything(folder: Path, seed: int) -> bool:
    """Whether the guide could be used."""
    chance = faulty(folder, seed)
    told = check_guide(folder, today=TODAY)
    assert_well_told(told)
    found = review(folder, "en", TODAY)
    assert found.faults == told
    assert json.loads(json.dumps(figures(found)))["faults"] == len(told)
    read = Reader(report(found, date(2026, 11, 1)))
    assert len(set(read.ids)) == len(read.ids)
    assert set(read.targets) <= set(read.ids)
    guide = loaded(folder)
    if not isinstance(guide, Guide):
        assert guide
        assert set(guide) <= set(told)
        return False
    Rehearsal(guide, Policy(), KEYS, lambda _: None).play(every_way(guide, chance))
    return True


@pytest.mark.parametrize("seed", SEEDS)
def test_a_large_guide_with_random_faults_never_gives_a_traceback(
    tmp_path: Path, seed: int
) -> None:
    try_everything(tmp_path, seed)


@pytest.mark.long
def test_fifty_large_guides_with_random_faults_give_faults_or_a_guide(tmp_path: Path) -> None:
    usable = [try_everything(tmp_path / str(seed), seed) for seed in MORE_SEEDS]
    assert any(usable)
    assert not all(usable)
