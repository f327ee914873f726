"""A kiosk without dialogue that changes its text size, to be run in a terminal:
`python -m ... LOG SIZE...`. It writes the terminal's grid to LOG: as it was, after each size, and
in the end; and each text size that the screen was found to have room for. At size 0 it has a fault.
"""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

from mskiosk.core.events import Event, Pressed, ScreenMeasured
from mskiosk.core.look import Look
from mskiosk.ui.terminal import prepare_environment
from tests.keyboard import FULL_KEYBOARD
from tests.ui.views import page

_LOOK_SECONDS = 0.02
_STEADY = 60
"""So often the grid must be the same."""


def grid() -> str:
    columns, rows = os.get_terminal_size()
    return f"{columns}x{rows}"


async def steady_grid() -> str:
    seen = [grid()]
    while len(seen) < _STEADY or len(set(seen[-_STEADY:])) > 1:
        await asyncio.sleep(_LOOK_SECONDS)  # a terminal tells nobody that it is done
        seen.append(grid())
    return seen[-1]


async def main(log: Path, sizes: list[int]) -> int:
    from mskiosk.ui.app import KioskApp

    def note(line: str) -> None:
        with log.open("a") as file:
            file.write(f"{line}\n")

    def report(event: Event) -> None:
        match event:
            case ScreenMeasured(largest):
                note(f"largest {largest}")
            case Pressed(intent):
                note(f"pressed {intent}")

    async def walk() -> None:
        for size in sizes:
            if not size:
                raise RuntimeError("as if the kiosk had a fault")
            app.show(replace(page(), look=Look(text_size=size)))
            note(f"{size} {await steady_grid()}")
        app.close()

    note(f"before {grid()}")
    app = KioskApp(report=report, keymap=FULL_KEYBOARD, on_ready=walk)
    try:
        return await app.run_until_closed()
    finally:
        note(f"after {await steady_grid()}")


if __name__ == "__main__":
    prepare_environment()
    raise SystemExit(asyncio.run(main(Path(sys.argv[1]), list(map(int, sys.argv[2:])))))
