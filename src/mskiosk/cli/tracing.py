"""When things happen, for measuring: the kind of each event and its time, and nothing else.

Never words, choices or topics: with `MSKIOSK_TRACE=FILE` each event is one line of the monotonic
clock in seconds and the name of the event's type.
"""

import contextlib
import os
import sys
import time
from pathlib import Path

from mskiosk.cli.shown import shown
from mskiosk.core.events import Event
from mskiosk.session.ports import Reporter

VARIABLE = "MSKIOSK_TRACE"


def traced(report: Reporter) -> Reporter:
    """`report` itself, or one that also writes the trace, as long as that can be written."""
    name = os.environ.get(VARIABLE)
    if not name:
        return report
    try:
        file = Path(name).open("a", buffering=1)  # noqa: SIM115  # open as long as the program
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        print(f"mskiosk: no trace in {shown(name)}: {reason}", file=sys.stderr)
        return report

    def write(event: Event) -> None:
        with contextlib.suppress(OSError):
            file.write(f"{time.monotonic():.4f} {type(event).__name__}\n")
        report(event)

    return write
