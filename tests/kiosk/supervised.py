"""`python supervised.py FOLDER PLAN`: a real supervisor over visits without a kiosk."""

import os
import sys
from pathlib import Path

from mskiosk.kiosk.notifying import Notifier
from mskiosk.kiosk.process_tree import end_with_parent
from mskiosk.kiosk.records import said
from mskiosk.kiosk.supervising import Supervisor, Surroundings
from mskiosk.kiosk.terminals import Window

VISIT = Path(__file__).with_name("visit.py")


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is its log


def main(folder: Path, plan: str) -> None:
    end_with_parent()
    surroundings = Surroundings(
        folder=folder,
        terminal=Window([]),
        program=lambda begins, is_hopeless: [
            *(sys.executable, str(VISIT), str(folder), plan, begins),
            *(["hopeless"] if is_hopeless else []),
        ],
        apology=[sys.executable, "-c", f"open({str(folder / 'apology')!r}, 'w'); input()"],
        systemd=Notifier.from_environment(),
        log=_print,
        record=lambda record: _print(said(record)),
        pass_on=_print,
        screen_server=None,
        environment=dict(os.environ),
    )
    Supervisor(surroundings).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
