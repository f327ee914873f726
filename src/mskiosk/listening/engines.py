"""Which engines listen: those that can be loaded, together."""

from collections.abc import Callable, Mapping
from pathlib import Path

from mskiosk.listening.embedded import PocketSphinx
from mskiosk.listening.installed import Vosk
from mskiosk.listening.partners import Partners
from mskiosk.listening.recogniser import EngineError, Recogniser
from mskiosk.listening.spotter import Spotter


def loaded(
    *,
    model: Path | None,
    spotter: Path | None,
    sounds: Mapping[str, str],
    log: Callable[[str], None],
) -> Recogniser | None:
    """Vosk with the model in the folder `model`, else PocketSphinx, which takes `sounds` for words
    that it lacks; beside it the network in the file `spotter`, if there is one. What cannot be
    loaded is left out, and goes to the log; None when nothing is left."""
    other = _whole_grammar(model, sounds, log)
    try:
        spotting = Spotter.load(spotter) if spotter else None
    except EngineError as error:
        log(f"the spotter cannot be used, {other.name if other else 'nothing'} listens: {error}")
        spotting = None
    if spotting and other:
        return Partners(spotting, other)
    return other or spotting


def _whole_grammar(
    model: Path | None, sounds: Mapping[str, str], log: Callable[[str], None]
) -> Recogniser | None:
    if model:
        try:
            return Vosk(model)
        except EngineError as error:
            log(str(error))
    try:
        return PocketSphinx(sounds, log)
    except EngineError as error:
        log(str(error))
        return None
