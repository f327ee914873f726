"""pyttsx3 as it comes, to be measured: `python -m mskiosk.measuring.stock`.

Told `say TEXT` or `stop`, one a line, it prints the moments (monotonic) of the call and of its
return: `said BEGAN` and `stopped BEGAN ENDED`. First of all it prints `ready`.
"""

import os
import sys
import threading
import time

from mskiosk.speaking.library import load_library


def main() -> None:
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # the stock driver prints too
    load_library()
    import pyttsx3

    engine = pyttsx3.init("espeak")

    def say(text: str) -> None:
        out.write(f"said {time.monotonic()}\n")
        engine.say(text)
        engine.runAndWait()

    out.write("ready\n")
    for line in sys.stdin:
        word, _, text = line.strip().partition(" ")
        if word == "say":
            threading.Thread(target=say, args=(text,), daemon=True).start()
        elif word == "stop":
            began = time.monotonic()
            engine.stop()
            out.write(f"stopped {began} {time.monotonic()}\n")
    os._exit(0)  # espeak-ng aborts when it is ended


if __name__ == "__main__":
    main()
