"""Every engine that the recipe knows."""

from collections.abc import Callable, Collection

from models.spotter.espeak import ESPEAK
from models.spotter.festival import FESTIVAL
from models.spotter.flite import FLITE
from models.spotter.hibari import HIBARI
from models.spotter.kokoro import KOKORO
from models.spotter.pico import PICO
from models.spotter.rhvoice import RHVOICE
from models.spotter.voices import Engine, Voice

ENGINES: tuple[Engine, ...] = (ESPEAK, FLITE, FESTIVAL, PICO, RHVOICE, HIBARI, KOKORO)


def installed_voices(
    families: Collection[str], tell: Callable[[str], None] = lambda _: None
) -> list[Voice]:
    """Of these engines, in the order of `ENGINES`. `tell` hears how to install what is missing."""
    found: list[Voice] = []
    for engine in ENGINES:
        if engine.family not in families:
            continue
        voices = engine.find()
        if not voices:
            tell(f"{engine.family} is not installed: {engine.install}")
        found += voices
    return found
