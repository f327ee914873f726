"""The models that come with the program, as single files: where they are, and their state."""

import hashlib
from pathlib import Path

from mskiosk.models.catalogue import KnownModel, known_models, shipped_models_file
from mskiosk.models.installed import InstalledModel, ModelState
from mskiosk.models.model_error import ModelError

_SUFFIX = ".npz"


def shipped_file(
    engine: str, language: str, *, known: tuple[KnownModel, ...] | None = None
) -> Path | None:
    """Where the model for `language` is, or should be; None where none is known. Raises nothing."""
    try:
        known = known_models() if known is None else known
    except ModelError:
        return None
    short = language.partition("-")[0]
    fitting = (each for each in known if each.is_shipped and each.language == short)
    return next((_path(each) for each in fitting if each.engine == engine), None)


def shipped_models(known: tuple[KnownModel, ...] | None = None) -> tuple[InstalledModel, ...]:
    """Each that is known, compared byte by byte: they are small. Raises `ModelError` when the
    models.yaml cannot be read."""
    known = known_models() if known is None else known
    return tuple(_looked_at(each) for each in known if each.is_shipped)


def damage_of(
    engine: str, language: str, *, known: tuple[KnownModel, ...] | None = None
) -> str | None:
    """What is not as in models.yaml of the file for `language`, in words. Raises nothing."""
    try:
        known = known_models() if known is None else known
    except ModelError as error:
        return str(error)
    short = language.partition("-")[0]
    fitting = (each for each in known if each.is_shipped and each.language == short)
    model = next((each for each in fitting if each.engine == engine), None)
    return _difference(_path(model), model) if model else None


def _path(model: KnownModel) -> Path:
    return shipped_models_file().parent / model.engine / f"{model.language}{_SUFFIX}"


def _looked_at(model: KnownModel) -> InstalledModel:
    path = _path(model)
    reason = _difference(path, model)
    return InstalledModel(
        name=model.name,
        path=path,
        state=ModelState.DAMAGED if reason else ModelState.WHOLE,
        reason=reason,
        engine=model.engine,
        language=model.language,
        is_pinned=True,
    )


def _difference(path: Path, model: KnownModel) -> str | None:
    """What is not as in models.yaml, in words."""
    mend = "to mend it, install mskiosk again"
    try:
        size = path.stat().st_size
        if size != model.bytes:
            return f"{path} has {size} bytes instead of {model.bytes}; {mend}"
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"{path} cannot be read ({(error.strerror or 'no reason given').lower()}); {mend}"
    return None if found == model.sha256 else f"{path} has other contents; {mend}"
