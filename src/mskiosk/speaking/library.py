"""Where espeak-ng and its voices are found, without anything installed on the system."""

import ctypes
import os
from pathlib import Path

DATA_VARIABLE = "ESPEAK_DATA_PATH"
LONGEST_DATA_PATH = 159
"""Bytes; espeak-ng 1.52 ends the whole process when the path is longer."""
DEFAULT_LANGUAGE = "en-us"
"""A voice of espeak-ng."""
VOICES = {"en": DEFAULT_LANGUAGE}
"""The voice of a language of the content, where espeak-ng's own name for it is another: its "en"
is British, and the recognisers are American."""


class NoEngineError(Exception):
    """The voice cannot be loaded; the text says what is missing."""


def find_library() -> tuple[Path, Path]:
    """The shared library and the folder of voices that came with `espeakng_loader`.

    Raises `NoEngineError`, for espeak-ng itself ends the process when its voices are missing.
    """
    try:
        import espeakng_loader
    except ImportError as error:
        raise NoEngineError("the package espeakng-loader is not installed") from error
    library = Path(espeakng_loader.get_library_path())
    voices = Path(library.parent, "espeak-ng-data")
    for needed in (library, voices / "phontab", voices / "en_dict"):
        if not needed.is_file():
            raise NoEngineError(f"the package espeakng-loader is damaged: no {needed.name}")
    return library, voices


def load_library() -> None:
    """Loads espeak-ng under its own name, so that pyttsx3 finds this copy and no other.

    Raises `NoEngineError`.
    """
    library, voices = find_library()
    os.environ[DATA_VARIABLE] = short_path(voices)
    try:
        ctypes.CDLL(str(library), mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise NoEngineError(f"espeak-ng cannot be loaded: {error}") from error


def short_path(folder: Path) -> str:
    """A path to `folder` that espeak-ng can hold: its own, or one through an open handle, which
    leaves nothing behind on the disk. The handle stays open as long as the process."""
    path = str(folder)
    if len(os.fsencode(path)) <= LONGEST_DATA_PATH:
        return path
    return f"/proc/self/fd/{os.open(folder, os.O_RDONLY | os.O_DIRECTORY)}"
