"""The core and the session know no engine, no device and no screen."""

import subprocess
import sys

FOREIGN = ("textual", "vosk", "pyttsx3", "pocketsphinx", "miniaudio", "yaml", "cattrs")


def test_importing_core_and_session_loads_no_engine_and_no_screen() -> None:
    program = (
        "import sys, mskiosk.core.dialogue, mskiosk.session.session, mskiosk.session.ports;"
        f"print([name for name in {FOREIGN!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
