"""The one offer, to a person at home, to fetch a better recogniser."""

import contextlib
import os
from pathlib import Path

from mskiosk.models.installed import best_model


class Marker:
    """A file that says, by being there, that the offer was refused."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._was_declined_now = False

    @property
    def is_set(self) -> bool:
        return self._was_declined_now or os.path.lexists(self._file)

    def set(self) -> None:
        """Where nothing can be written it holds until the program ends."""
        self._was_declined_now = True
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._file.with_name(f".{self._file.name}-{os.getpid()}")
            unfinished.write_text("The offer to fetch a better recogniser was declined.\n")
            unfinished.replace(self._file)


def offer(folder: Path, marker: Path, *, engine: str = "vosk", language: str = "en") -> bool:
    """Whether to make the offer: there is no model to use, and it was not refused."""
    return best_model(folder, engine, language) is None and not Marker(marker).is_set
