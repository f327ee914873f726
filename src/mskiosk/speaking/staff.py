"""Lines for staff: when the voice was lost, and what is known of the reason. Nothing that a person
heard or said is in them."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from mskiosk.children.log_file import add_line

MOST_BYTES = 100_000
"""What is older is dropped."""
_LONGEST_LINE = 300


def note_for_staff(log: Path, sentence: str) -> None:
    """Adds a line to `log`; a disk that cannot be written to changes nothing."""
    when = datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="seconds")
    add_line(log, f"{when} {sentence}", most_bytes=MOST_BYTES)


def last_line(log: Path) -> str:
    """The last thing that was printed to `log`, cut to a line, or ""."""
    with contextlib.suppress(OSError):
        lines = log.read_text("utf-8", "replace").split("\n")
        printable = ("".join(c if c.isprintable() else " " for c in line) for line in lines)
        return next((line.strip()[:_LONGEST_LINE] for line in reversed([*printable]) if line), "")
    return ""
