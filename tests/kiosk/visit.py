"""`python visit.py NOTES PLAN BEGINNING`: a visit as the supervisor sees it, without a kiosk.

PLAN is one word for each visit that there will be, with a comma between: what becomes of it. Each
notes how it began and its processes in the folder NOTES; what follows the plan serves for good.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mskiosk.core.events import Beginning
from mskiosk.kiosk.notifying import Notifier

_ORPHAN = "import os, time; os.fork() and os._exit(0); os.setsid(); time.sleep(60)"


def main(notes: Path, plan: list[str], beginning: str) -> None:
    number = len(list(notes.glob("*.visit")))
    fate = plan[number] if number < len(plan) else "serve"
    children = [subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])]
    if fate == "orphan":
        subprocess.run([sys.executable, "-c", _ORPHAN, f"orphan of {notes}"], check=True)
    with tempfile.NamedTemporaryFile(prefix="of-a-person-", delete=False) as file:
        (notes / f"{number}.scratch").write_text(file.name)
    new = notes / "new"
    new.write_text(f"{beginning} {os.getpid()} {children[0].pid} {time.monotonic()}")
    new.replace(notes / f"{number}.visit")
    notifier = Notifier.from_environment()
    if fate == "crash":
        sys.exit(1)
    notifier.ready()
    match fate:
        case "cleared" | "anew":
            notifier.end(Beginning(fate))
        case "linger":
            notifier.end(Beginning.CLEARED)
            signal.pause()
        case "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "stop its child":
            os.kill(children[0].pid, signal.SIGSTOP)
            sys.exit(1)
        case "hang":
            signal.pause()
        case "fall" | "orphan":
            sys.exit(1)
        case _:
            notifier.log("key pressed")
            while notifier.alive():
                time.sleep(0.2)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2].split(","), sys.argv[3])
