"""What the voice needs, looked up without loading any of it."""

from importlib.util import find_spec

from mskiosk.speaking.library import NoEngineError, find_library


def missing_voice() -> str | None:
    """What keeps the kiosk from speaking on this machine, in words, or None.

    A sound device is not asked for: it may come at any time, and the speaker tells.
    """
    for package in ("pyttsx3", "miniaudio"):
        if find_spec(package) is None:
            return f"the package {package} is not installed"
    try:
        find_library()
    except NoEngineError as error:
        return str(error)
    return None
