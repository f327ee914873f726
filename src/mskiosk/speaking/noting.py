"""Words for the child's log, which is its stderr: a disk that takes none must cost no thread."""

import contextlib
import os
import sys
import threading
from typing import NoReturn

from mskiosk.children.log_file import place_of
from mskiosk.children.serving import HUNG_STATUS

LAST_WORDS_SECONDS = 0.5
"""How long a log that hangs may hold up the end of the process."""


def note(what: str | BaseException) -> None:
    """Writes a line, or the kind of an error and where it came from."""
    text = what if isinstance(what, str) else place_of(what)
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - the child's log


def die(what: str | BaseException) -> NoReturn:
    """Ends the process, whatever becomes of its last words, so that the parent starts another."""
    try:
        last_words = threading.Thread(target=note, args=(what,), daemon=True)
        last_words.start()
        last_words.join(LAST_WORDS_SECONDS)
    finally:
        os._exit(HUNG_STATUS)
