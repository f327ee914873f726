"""`mskiosk check` for other readers: figures, a report for the clinician, schemas for editors."""

import argparse
import json
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

from mskiosk.cli.checking import content_to_check
from mskiosk.cli.exits import Exit
from mskiosk.cli.recognisers import recognisers_of
from mskiosk.cli.shown import shown
from mskiosk.content.counting import figures
from mskiosk.content.describing import schema_text
from mskiosk.content.report import report
from mskiosk.content.reviewing import Review, review


def run_review(arguments: argparse.Namespace) -> int:
    if arguments.since and not arguments.report:
        print("mskiosk check: --since goes with --report", file=sys.stderr)
        return Exit.USAGE
    if arguments.schema:
        print(schema_text(arguments.schema), end="")
        return Exit.DONE
    folder, language = content_to_check(arguments)
    found = review(folder, language, datetime.now(UTC).date(), recognisers_of(arguments, language))
    if arguments.json:
        print(json.dumps(figures(found), indent=2))
    else:
        text = report(found, arguments.since)
        try:
            write_whole(arguments.report, text.encode(errors="replace"))
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or "its name cannot be used").lower()
            place = shown(arguments.report)
            print(f"mskiosk: {place} cannot be written: {reason}", file=sys.stderr)
            return Exit.UNREADABLE
        print(f"{shown(arguments.report)}: {_told(found)}")
    return Exit.FAULTS if found.faults else Exit.DONE


def write_whole(path: Path, content: bytes) -> None:
    """Puts `content` in place of the file at once, or leaves what was there.

    A link is followed, and a device or a pipe is written to as it is. Raises `OSError`.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a device; a folder is refused by the system
        return
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    unfinished = path.with_name(f".{path.name[:200]}.{os.getpid()}.new")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - opened by its handle
            file.write(content)
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _told(found: Review) -> str:
    return f"pages {len(found.pages)}, faults {len(found.faults)}, warnings {len(found.warnings)}"
