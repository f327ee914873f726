"""What the kiosk listens with: whether it is there, whole, and right for the language."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from mskiosk.configuration.settings import EngineChoice
from mskiosk.doctor.finding import Finding, State, fail, gathered, ok, skipped, warn
from mskiosk.models.installed import InstalledModel, ModelState, best_model, verify
from mskiosk.models.model_error import ModelError
from mskiosk.models.shipped import shipped_models

_VOSK, _POCKETSPHINX = "vosk", "pocketsphinx"
_EMBEDDED_LANGUAGE = "en"
_INSTALL = "`mskiosk models list` names what there is, `mskiosk models install NAME` fetches it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What is there to listen with."""

    engine: EngineChoice
    language: str
    model: str | None
    """The name of the Vosk model that would be used."""
    has_vosk: bool
    """The package is installed, and likewise below."""
    has_pocketsphinx: bool


def examine_models(folder: Path, *, engine: EngineChoice, language: str) -> Finding:
    found = list(_checksums(folder))
    model = best_model(folder, _VOSK, language)
    listening = Listening(
        engine=engine,
        language=language,
        model=model.name if model else None,
        has_vosk=find_spec(_VOSK) is not None,
        has_pocketsphinx=find_spec(_POCKETSPHINX) is not None,
    )
    return gathered([judged_listening(listening), *found])


def judged_listening(there: Listening) -> Finding:
    short = there.language.partition("-")[0]
    is_english = short == _EMBEDDED_LANGUAGE
    if there.engine is EngineChoice.NONE:
        return skipped("The configuration has listening: engine: none, so nothing is listened to.")
    if there.engine is not EngineChoice.POCKETSPHINX and there.model and there.has_vosk:
        return ok(f"{there.model} is used to listen.")
    if there.model and not there.has_vosk:
        return fail(
            f"The package vosk is missing, so that {there.model} cannot be used. Install mskiosk "
            "again."
        )
    if there.engine is EngineChoice.VOSK:
        return fail(f"There is no Vosk model for the language {short}: {_INSTALL}.")
    if not is_english:
        return fail(
            f"Nothing here understands the language {short}, so that the kiosk is used by keys "
            f"alone: {_INSTALL}."
        )
    if not there.has_pocketsphinx:
        return fail("The package pocketsphinx is missing. Install mskiosk again.")
    if there.engine is EngineChoice.POCKETSPHINX:
        return ok("PocketSphinx is used to listen, as the configuration says.")
    return warn(
        "No Vosk model is installed, so PocketSphinx listens: the kiosk works, but misunderstands "
        f"more, and unclear speech most of all. Better: {_INSTALL}."
    )


def judged_model(model: InstalledModel) -> Finding:
    """By its checksums."""
    match model.state:
        case ModelState.WHOLE:
            return ok(f"{model.name}: the checksums are right.")
        case ModelState.UNKNOWN:
            return warn(f"{model.name} is never used: {model.reason}.")
        case ModelState.DAMAGED:
            mend = ""
            if model.engine == _VOSK or model.engine is None:
                mend = (
                    f" Run `mskiosk models remove {model.name}` and `mskiosk models install "
                    f"{model.name}`."
                )
            return fail(f"{model.name} is damaged: {model.reason}.{mend}")


def _checksums(folder: Path) -> Iterator[Finding]:
    try:
        models = (*verify(folder), *shipped_models())
    except ModelError as error:
        yield fail(str(error))
        return
    found = [judged_model(model) for model in models]
    yield from (each for each in found if each.state is not State.OK)
    whole = [model.name for model in models if model.state is ModelState.WHOLE]
    if whole:
        yield ok(f"Right by their checksums: {', '.join(whole)}.")
