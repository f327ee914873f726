"""With what the kiosk listens, as far as its configuration and what is installed decide it."""

from pathlib import Path

from mskiosk.cli.setting import Setting
from mskiosk.configuration.settings import EngineChoice
from mskiosk.models.installed import best_model
from mskiosk.models.shipped import shipped_file

VOSK, SPOTTER = "vosk", "spotter"
_EMBEDDED_LANGUAGE = "en"
"""What PocketSphinx understands as it comes."""


def vosk_model(setting: Setting) -> Path | None:
    """The folder of the model that is used; None where none is installed or wanted."""
    configuration = setting.configuration
    if configuration.listening.engine in (EngineChoice.POCKETSPHINX, EngineChoice.NONE):
        return None
    return best_model(setting.models, VOSK, configuration.language)


def spotter_file(setting: Setting) -> Path | None:
    """Where the network for the language is, or should be; None where there is none for it."""
    return shipped_file(SPOTTER, setting.configuration.language)


def has_recogniser(setting: Setting) -> bool:
    """PocketSphinx would hear English words in any language."""
    configuration = setting.configuration
    if configuration.listening.engine is EngineChoice.NONE:
        return False
    is_english = configuration.language.partition("-")[0] == _EMBEDDED_LANGUAGE
    return is_english or vosk_model(setting) is not None
