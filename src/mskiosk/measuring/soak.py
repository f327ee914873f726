"""Thousands of utterances, one cutting the other, for what they leave behind in memory."""

import itertools
import time

from mskiosk.measuring.kiosk import HOME, RIGHT, WHERE, KioskAtWork

_LEFT, _UP, _DOWN = b"\x1b[D", b"\x1b[A", b"\x1b[B"
_PAGE_UP, _PAGE_DOWN, _F2 = b"\x1b[5~", b"\x1b[6~", b"\x1bOQ"
_KEYS = (
    *(RIGHT, WHERE, b"1", _PAGE_DOWN, _DOWN, b"0", b"2", _LEFT, b"\t", _F2, b"3", _UP),
    *(RIGHT, b"\x1b", _PAGE_UP, WHERE, b"4", HOME),
)
"""Sentences, sections, choices, pages and replies; every one of them is answered in words."""
_KEY_SECONDS = 0.06
_MOST_SECONDS_EACH = 0.5


def utter(kiosk: KioskAtWork, utterances: int) -> int:
    """Presses keys until so many utterances have begun in all; returns how many have.

    Raises `TimeoutError` when they cease.
    """
    end = time.monotonic() + utterances * _MOST_SECONDS_EACH
    for number, key in enumerate(itertools.cycle(_KEYS)):
        kiosk.terminal.press(key)
        time.sleep(_KEY_SECONDS)
        if number % len(_KEYS) == 0:
            if (begun := uttered(kiosk)) >= utterances:
                return begun
            if time.monotonic() > end or kiosk.has_ended():
                raise TimeoutError(f"only {begun} of {utterances} utterances began")
    raise AssertionError("the keys never end")


def uttered(kiosk: KioskAtWork) -> int:
    """Sentences that have begun to sound."""
    return sum(traced.event == "SentenceStarted" for traced in kiosk.traced())
