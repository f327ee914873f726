"""The child process that renders and plays. It is told, one JSON object each:

`open` (environment, language, volume, voiced, headset, driver), once; `speak` (serial, texts,
words_per_minute, is_aloud, closing); `interject` (serial, text, words_per_minute), between two
sentences of it; `hush`; `volume` (step); `chime` (earcon); `prepare` (texts, words_per_minute). It
says `started` (serial, index), `word` (serial, index, offset, length) and
`finished` (serial); `ready`, `no device` and `no engine` as the voice comes and goes.
"""

import contextlib
import os
import sys
import threading

from mskiosk.children.framing import Message
from mskiosk.children.serving import Pipe, Tell
from mskiosk.core.effects import Earcon
from mskiosk.speaking.earcons import OVER_THE_VOICE, sound_of
from mskiosk.speaking.library import NoEngineError
from mskiosk.speaking.outlet import Outlet
from mskiosk.speaking.player import EndMark, Mark, Player, SentenceMark, WordMark
from mskiosk.speaking.pronunciation import Pronunciation
from mskiosk.speaking.rendering import Aside, Order, Rendering
from mskiosk.speaking.volume import gain

SAMPLE_RATE = 22_050
"""espeak-ng's own."""
_TURN_SECONDS = 0.001
"""The longest that the device waits for the threads that render and obey."""
_NICENESS = -11
"""Sound servers give themselves the same."""


class SpeakingProcess:
    """Both engine and device start at `open`, each on its own thread."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._player = Player(self._mark, SAMPLE_RATE)
        self._rendering = Rendering(self._player, self._engine_came)
        self._outlet = Outlet(self._player.fill, SAMPLE_RATE, self._device_came)
        self._lock = threading.Lock()
        self._has_engine: bool | None = None
        self._has_device: bool | None = None

    def obey(self, message: Message) -> None:
        match message["do"]:
            case "open":
                os.environ.update(message["environment"])
                self._player.set_gain(gain(message["volume"]))
                self._outlet.start(message["headset"])
                pronunciation = Pronunciation(message["voiced"])
                self._rendering.start(message["language"], pronunciation, message["driver"])
            case "speak":
                self._player.begin(message["serial"], is_aloud=message["is_aloud"])
                self._rendering.render(_order(message))
            case "prepare":
                self._rendering.prepare(tuple(message["texts"]), message["words_per_minute"])
            case "interject":
                self._rendering.interject(
                    Aside(message["serial"], message["text"], message["words_per_minute"])
                )
            case "hush":
                self._player.hush()
            case "volume":
                self._player.set_gain(gain(message["step"]))
            case "chime":
                earcon = Earcon(message["earcon"])
                delays_voice = earcon not in OVER_THE_VOICE
                self._player.chime(sound_of(earcon, SAMPLE_RATE), delays_voice=delays_voice)

    def _mark(self, mark: Mark) -> None:
        match mark:
            case SentenceMark(serial, index):
                self._tell({"is": "started", "serial": serial, "index": index})
            case WordMark(serial, index, offset, length):
                place = {"index": index, "offset": offset, "length": length}
                self._tell({"is": "word", "serial": serial} | place)
            case EndMark(serial):
                self._tell({"is": "finished", "serial": serial})

    def _engine_came(self, error: NoEngineError | None) -> None:
        with self._lock:
            self._has_engine = error is None
            if error:
                self._tell({"is": "no engine", "why": str(error)})
            elif self._has_device is not None:
                self._tell({"is": "ready" if self._has_device else "no device"})

    def _device_came(self, has_device: bool) -> None:
        with self._lock:
            self._has_device = has_device
            if self._has_engine:
                self._tell({"is": "ready" if has_device else "no device"})


def _order(message: Message) -> Order:
    closing = message["closing"]
    return Order(
        serial=message["serial"],
        texts=tuple(message["texts"]),
        words_per_minute=message["words_per_minute"],
        closing=sound_of(Earcon(closing), SAMPLE_RATE) if closing else None,
    )


def main() -> None:
    pipe = Pipe()
    # miniaudio imports numpy when it is there, which costs 100 ms and 25 MB and is not needed.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type] # None means: not to be had
    sys.setswitchinterval(_TURN_SECONDS)
    with contextlib.suppress(OSError):  # only root, or whom the system allows it, may hurry
        os.setpriority(os.PRIO_PROCESS, 0, _NICENESS)
    process = SpeakingProcess(pipe.tell)
    pipe.serve(process.obey)
    os._exit(0)  # no waiting for a device that hangs


if __name__ == "__main__":
    main()
