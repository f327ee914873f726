"""A kiosk without dialogue, voice or ears, to be run on a terminal: `python -m ... LOG [WORD]`.

It writes what happens to LOG. WORD makes it fail: `broken-start`, `broken-key`, `slow-start`,
`noisy` (prints on both outputs), `closed-early`; or changes it: `clinic`, `every-strike`,
`not-blocking`.
"""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

from mskiosk.core.events import Event, Pressed
from mskiosk.core.intents import Command
from mskiosk.ui.strikes import StrikeTiming
from mskiosk.ui.terminal import Terminal, prepare_environment, why_not
from tests.keyboard import FULL_KEYBOARD
from tests.ui.views import page

LAST = len(page().lines) - 1


async def main(log: Path, word: str) -> int:
    from mskiosk.ui.app import KioskApp

    words = word.split()
    marked = 1

    def note(line: str) -> None:
        with log.open("a") as file:
            file.write(f"{line}\n")

    def report(event: Event) -> None:
        nonlocal marked
        if not isinstance(event, Pressed):
            return
        note(str(event.intent))
        if "broken-key" in words:
            raise RuntimeError("what the person said")
        if event.intent is Command.NEXT:
            marked = min(LAST, marked + 1)
        if "noisy" in words:
            print("noise on standard output")  # noqa: T201  # that is the point
            os.write(2, b"noise on standard error\n")
        app.show(replace(page(), marked=marked))

    async def open_up() -> None:
        os.set_blocking(0, "not-blocking" not in words)
        app.show(replace(page(), marked=marked))
        note("ready")
        if "broken-start" in words:
            raise RuntimeError("no")
        if "slow-start" in words:
            await asyncio.Event().wait()

    async def close() -> None:
        await asyncio.sleep(0)
        note("closed")

    every = StrikeTiming(double_seconds=0, repeat_delay_seconds=0, repeat_gap_seconds=0)
    app = KioskApp(
        report=report,
        keymap=FULL_KEYBOARD,
        timing=every if "every-strike" in words else None,
        on_ready=open_up,
        on_closing=close,
        is_clinic="clinic" in words,
    )
    if "closed-early" in words:
        app.close(5)
    return await app.run_until_closed()


if __name__ == "__main__":
    if reason := why_not(Terminal.here()):
        print(reason)  # noqa: T201  # as the command line does
        raise SystemExit(2)
    prepare_environment()
    try:
        code = asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
    except RuntimeError:
        code = 70
    raise SystemExit(code)
