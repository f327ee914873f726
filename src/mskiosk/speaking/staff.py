"""Lines for staff: when the voice was lost, and what is known of the reason. Nothing that a person
heard or said is in them."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

MOST_BYTES = 100_000
"""What is older is dropped."""
_LONGEST_LINE = 300


def note_for_staff(log: Path, sentence: str) -> None:
    """Adds a line to `log`; a disk that cannot be written to changes nothing."""
    when = datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="seconds")
    with contextlib.suppress(OSError):
        is_long = log.exists() and log.stat().st_size > MOST_BYTES
        older = log.read_bytes()[-MOST_BYTES // 2 :].partition(b"\n")[2] if is_long else None
        if older is not None:
            log.write_bytes(older)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{when} {sentence}\n")


def last_line(log: Path) -> str:
    """The last thing that was printed to `log`, cut to a line, or ""."""
    with contextlib.suppress(OSError):
        lines = log.read_text("utf-8", "replace").split("\n")
        printable = ("".join(c if c.isprintable() else " " for c in line) for line in lines)
        return next((line.strip()[:_LONGEST_LINE] for line in reversed([*printable]) if line), "")
    return ""
