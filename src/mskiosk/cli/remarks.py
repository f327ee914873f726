"""Sentences for staff about a start that goes on all the same.

Where something watches over the visit, its standard error is the screen of a person, and staff look
at the log; so there they are left out, and a line of the log has what they are about.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from mskiosk.cli.exits import Exit
from mskiosk.cli.shown import shown
from mskiosk.kiosk.notifying import SUPERVISED

_MOST_QUOTED = 120


def is_supervised(environment: Mapping[str, str] = os.environ) -> bool:
    return environment.get(SUPERVISED) == "1"


def remark(sentences: Iterable[str], environment: Mapping[str, str] = os.environ) -> None:
    """On standard error, or nowhere."""
    if not is_supervised(environment):
        for sentence in sentences:
            print(f"mskiosk: {sentence}", file=sys.stderr)


def unusable(error: OSError) -> Exit:
    """Tells what cannot be read or written: without a name it is the output."""
    what = shown(error.filename) if error.filename else "the output"
    reason = (error.strerror or "an unknown fault").lower()
    with contextlib.suppress(OSError):  # standard error may be as gone as the output
        print(f"mskiosk: {what} cannot be used: {reason}", file=sys.stderr)
    return Exit.UNREADABLE


def in_log(name: object) -> str:
    """The name of a file or a folder, or the system's reason, as a value in a line of the log."""
    return quote(str(name), safe="/", errors="surrogateescape")[:_MOST_QUOTED]
