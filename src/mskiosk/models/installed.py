"""The models that are there: their state, the one to use, and removing one."""

import contextlib
import os
import re
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mskiosk.models.catalogue import MODEL_NAME, KnownModel, known_models
from mskiosk.models.locking import UNFINISHED, locked
from mskiosk.models.manifest import BrokenManifestError, first_difference, read_manifest
from mskiosk.models.model_error import ModelError, Trouble, disk_error

_LANGUAGE = re.compile(r"vosk-model-(?:small-)?([a-z]{2,3})(?:-|$)")


class ModelState(StrEnum):
    WHOLE = "whole"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"
    """It was not installed by this program, so nobody can say; it is never used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledModel:
    name: str
    path: Path
    state: ModelState
    reason: str | None = None
    """Why the model is not whole, in words."""
    engine: str | None = None
    language: str | None = None
    zip_sha256: str | None = None
    is_pinned: bool = False
    """It is one of models.yaml, byte by byte."""


def language_of(name: str) -> str | None:
    """The language that a name says, where it follows the custom of Vosk's publisher."""
    found = _LANGUAGE.match(name)
    return found[1] if found else None


def installed_models(
    folder: Path, *, known: tuple[KnownModel, ...] | None = None
) -> tuple[InstalledModel, ...]:
    """Every model in the folder by name, compared by sizes. Raises `ModelError`."""
    return _models(folder, known, is_thorough=False)


def verify(
    folder: Path, *, known: tuple[KnownModel, ...] | None = None
) -> tuple[InstalledModel, ...]:
    """Every model in the folder, compared byte by byte; reads all of them. Raises `ModelError`."""
    return _models(folder, known, is_thorough=True)


def best_model(
    folder: Path, engine: str, language: str, *, known: tuple[KnownModel, ...] | None = None
) -> Path | None:
    """The whole model to use: one of models.yaml, in its order, before any other.

    Compares sizes only, so that it can be asked at every start; raises nothing.
    """
    try:
        known = known_models() if known is None else known
        models = installed_models(folder, known=known)
    except ModelError:
        return None
    order = {model.name: place for place, model in enumerate(known)}
    fitting = [
        model
        for model in models
        if model.state is ModelState.WHOLE and (model.engine, model.language) == (engine, language)
    ]
    fitting.sort(key=lambda model: order[model.name] if model.is_pinned else len(order))
    return fitting[0].path if fitting else None


def look_at(
    path: Path, known: tuple[KnownModel, ...], *, is_thorough: bool = False
) -> InstalledModel:
    """One model; raises nothing."""
    name = path.name
    try:
        manifest = read_manifest(path)
    except BrokenManifestError as error:
        return InstalledModel(name=name, path=path, state=ModelState.DAMAGED, reason=str(error))
    if manifest is None:
        reason = "it was put there by hand; use `mskiosk models install FILE.zip`"
        return InstalledModel(name=name, path=path, state=ModelState.UNKNOWN, reason=reason)
    difference = first_difference(path, manifest, is_thorough=is_thorough)
    return InstalledModel(
        name=name,
        path=path,
        state=ModelState.DAMAGED if difference else ModelState.WHOLE,
        reason=difference,
        engine=manifest.engine,
        language=manifest.language,
        zip_sha256=manifest.zip_sha256,
        is_pinned=any((name, manifest.zip_sha256) == (each.name, each.sha256) for each in known),
    )


def remove(name: str, folder: Path) -> None:
    """Removes a model and what has come of its zip. Raises `ModelError`."""
    if not MODEL_NAME.fullmatch(name):
        raise ModelError(Trouble.OTHER, f"{name[:100]!a} is not the name of a model.")
    path, part = folder / name, part_file(folder, name)
    if not os.path.lexists(path) and not part.exists():
        raise ModelError(Trouble.OTHER, f"There is no model {name} in {folder}.")
    with locked(folder):
        try:
            if os.path.lexists(path):
                take_away(path)
            part.unlink(missing_ok=True)
        except OSError as error:
            raise disk_error(error, f"{path} cannot be removed") from error


def part_file(folder: Path, name: str) -> Path:
    """Where the zip of a model is while it comes."""
    return folder / f".{name}.zip.part"


def take_away(path: Path) -> None:
    """Removes a model at one stroke, and its files after that. Raises OSError."""
    if path.is_symlink() or not path.is_dir():
        path.unlink()
        return
    doomed = path.with_name(f"{UNFINISHED}{path.name}-{os.getpid()}")
    path.rename(doomed)
    with contextlib.suppress(OSError):
        shutil.rmtree(doomed)


def _models(
    folder: Path, known: tuple[KnownModel, ...] | None, *, is_thorough: bool
) -> tuple[InstalledModel, ...]:
    known = known_models() if known is None else known
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_dir())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        wrong = error if isinstance(error, OSError) else OSError(str(error))
        raise disk_error(wrong, f"The folder {folder} cannot be read") from error
    return tuple(
        look_at(path, known, is_thorough=is_thorough)
        for path in paths
        if MODEL_NAME.fullmatch(path.name)
    )
