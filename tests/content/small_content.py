"""A content folder of three pages, in which tests plant faults line by line."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from mskiosk.content.caching import CachedTopics
from mskiosk.content.faults import ContentFaults, Fault
from mskiosk.content.generating import generated_content
from mskiosk.content.loading import check_guide, load_guide
from mskiosk.core.guide import Guide

NOBODY = 65534
TODAY = date(2026, 12, 1)
PAGE = """\
title: A page
summary: This is a page.
sections:
  - heading: First
    text: |
      Some words.
choices:
  - label: Other page
    goto: topic-2
    phrases: [the other one]
evidence: high
sources: [GENERATED]
checked: {date: 2026-11-01, by: somebody}
"""


class SmallContent:
    """`topic-0` leads to `topic-1`, which tests rewrite, and to `topic-2`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.top = folder / "en"
        self.page = self.top / "shelf-0" / "topic-1.yaml"
        generated_content(folder, 3)
        self.write(self.page, PAGE)

    def write(self, path: Path, content: str | bytes) -> None:
        """Writes a file and dates it a minute back."""
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        settle(path)

    def replace_line(self, path: Path, line: int, text: str) -> None:
        """`line` counts from 1; `text` may be several lines, or empty to leave the line out."""
        lines = path.read_text().splitlines()
        lines[line - 1 : line] = text.splitlines()
        self.write(path, "\n".join(lines) + "\n")

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.top / name
        text = path.read_text()
        assert old in text
        self.write(path, text.replace(old, new))

    def load(self, *, region: str | None = None, cache: Path | None = None) -> Guide:
        return load_guide(self.folder, region=region, cache=cache)

    def faults(self) -> tuple[Fault, ...]:
        """What keeps the content out, the same for `load` and `check`."""
        try:
            self.load()
        except ContentFaults as error:
            found = error.faults
        else:
            return ()
        assert set(found) <= set(self.check())
        return found

    def check(self) -> tuple[Fault, ...]:
        return check_guide(self.folder, today=TODAY)


def is_from_cache(guide: Guide) -> bool:
    return isinstance(guide.topics, CachedTopics)


def the_file(cache: Path) -> Path:
    """The one file in a cache folder."""
    (path,) = (cache / "guides").iterdir()
    return path


def settle(path: Path, seconds: float = 60.0) -> None:
    """Dates a file back, so that the cache takes its time of change for final."""
    before = time.time() - seconds
    os.utime(path, (before, before))


@contextmanager
def as_nobody() -> Iterator[Path]:
    """A folder, and no rights but those of a user who owns nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        SmallContent(folder / "content")
        folder.chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield folder / "content"
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)
            for path in folder.rglob("*"):
                path.chmod(0o755)
