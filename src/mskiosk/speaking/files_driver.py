"""Any other driver of pyttsx3, such as `sapi5`, `nsss` or the stock `espeak`, through files.

Such a driver saves a sentence to a file and returns when it likes, some of them before the file is
written. Each sentence gets a folder of its own, which nobody else can read and which is removed at
once; in a visit it lies in the folder that goes with the visit, however that ends. There are no
words in a file, no phonemes, and no way to end a rendering early.
"""

import contextlib
import io
import os
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mskiosk.speaking.driver import WORD_GAP, Take
from mskiosk.speaking.library import NoEngineError, load_library

STEP_SECONDS = 10.0
"""The longest that such a driver may take for one sentence."""

_SAMPLE_RATE = 22_050
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_OWN_FOLDER = "TMPDIR"
_POLL_SECONDS = 0.002


class FilesEngine:
    """What `voice.Voice` asks of pyttsx3's engine. Any: pyttsx3 has no types."""

    def __init__(self, engine: Any, is_playing: Callable[[], bool]) -> None:
        """`is_playing`: the driver goes on in a thread of its own; its next command would cancel
        the one before."""
        self._engine = engine
        self._is_playing = is_playing
        engine.proxy.setBusy(False)  # what is set from now on is set at once
        self._errors: list[Callable[..., None]] = []

    def connect(self, topic: str, callback: Callable[..., None]) -> None:
        self._engine.connect(topic, callback)
        if topic == "error":
            self._errors.append(callback)

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        if name != WORD_GAP:
            self._settle()
            self._engine.setProperty(name, value)
            self._settle()

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        return _SAMPLE_RATE if name == "sample rate" else self._engine.getProperty(name)

    def save_to_file(self, text: str, take: Take) -> None:
        """Gives the whole sound at once."""
        import miniaudio

        memory = _MEMORY if _MEMORY.is_dir() and _OWN_FOLDER not in os.environ else None
        try:
            with tempfile.TemporaryDirectory(prefix="mskiosk-", dir=memory) as folder:
                file = Path(folder, "sentence.wav")
                # The stock driver tells on the standard output what it has saved.
                with contextlib.redirect_stdout(io.StringIO()):
                    self._engine.save_to_file(text, str(file))
                    self._engine.runAndWait()
                    self._settle()
                sound = file.read_bytes()
            samples: array[int] = miniaudio.decode(
                sound, nchannels=1, sample_rate=_SAMPLE_RATE
            ).samples
        except (OSError, miniaudio.MiniaudioError) as error:
            for callback in self._errors:
                callback(exception=error)
            return
        take(samples.tobytes(), ())

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's name
        pass  # it was done when it was asked for

    def _settle(self) -> None:
        while self._is_playing():
            time.sleep(_POLL_SECONDS)


def files_engine(name: str) -> FilesEngine:
    """The driver `pyttsx3.drivers.NAME`. Raises `NoEngineError`."""
    with contextlib.suppress(NoEngineError):
        load_library()  # a driver that asks for espeak-ng finds ours
    try:
        import pyttsx3

        engine = pyttsx3.init(name)
    except Exception as error:  # a driver of others may raise anything
        raise NoEngineError(f"the driver {name!r} cannot be loaded: {error!r}") from error
    # The stock driver for espeak-ng keeps its binding here; others work in the calling thread.
    binding = getattr(engine.proxy._module, "_espeak", None)  # noqa: SLF001 - it has no other door
    return FilesEngine(engine, (lambda: bool(binding.IsPlaying())) if binding else lambda: False)
