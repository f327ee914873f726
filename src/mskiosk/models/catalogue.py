"""models.yaml: the recognisers that are known by name, each pinned by its size and checksum.

An entry without an address comes with the program (`mskiosk.models.shipped`); the others can be
fetched.
"""

import dataclasses
import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mskiosk.models.addresses import is_loopback, is_secure
from mskiosk.models.model_error import ModelError, Trouble

MODEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_FILE_BYTES = 1024 * 1024
_SHIPPED_ENGINES = ("spotter",)
"""Whose models come with the program, so that there is no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    name: str
    engine: str
    language: str
    """Short name of the language, such as en."""
    address: str = ""
    """Of the zip; empty: the model is a file that comes with the program."""
    bytes: int
    """Size of the zip, or of the file."""
    sha256: str
    """Its checksum, in small hexadecimal digits."""
    licence: str

    @property
    def is_shipped(self) -> bool:
        return not self.address

    @property
    def megabytes(self) -> int:
        return max(1, round(self.bytes / 1_000_000))


def shipped_models_file() -> Path:
    """The models.yaml of the installed program or, in a clone, of the clone."""
    package = Path(__file__).parents[1]
    shipped = package / "shipped" / "models" / "models.yaml"
    return shipped if shipped.exists() else package.parents[1] / "models" / "models.yaml"


def known_models(file: Path | None = None) -> tuple[KnownModel, ...]:
    """In the order of the file, best first. Raises `ModelError`."""
    file = file or shipped_models_file()
    try:
        with file.open("rb") as stream:
            entries = yaml.safe_load(stream.read(_MOST_FILE_BYTES))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise ModelError(Trouble.OTHER, f"{file} cannot be read: {reason}.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ModelError(Trouble.OTHER, f"{file} is not YAML: {error}") from error
    if not isinstance(entries, dict):
        raise ModelError(Trouble.OTHER, f"{file} is not a list of models.")
    return tuple(_known_model(file, name, entry) for name, entry in entries.items())


def known_model(name: str, known: tuple[KnownModel, ...] | None = None) -> KnownModel:
    """Raises `ModelError` with what may have been meant."""
    known = known_models() if known is None else known
    for model in known:
        if model.name == name:
            return model
    names = [model.name for model in known]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"Did you mean {near[0]}?" if near else f"There is: {', '.join(names) or 'none'}."
    raise ModelError(Trouble.OTHER, f'models.yaml has no model "{name[:100]}". {hint}')


def best_known_model(
    engine: str, language: str, known: tuple[KnownModel, ...] | None = None
) -> KnownModel | None:
    """The one to offer to a person who has none; never one that comes with the program."""
    known = known_models() if known is None else known
    wanted = (engine, language)
    fitting = (
        model
        for model in known
        if (model.engine, model.language) == wanted and not model.is_shipped
    )
    return next(fitting, None)


def _known_model(file: Path, name: Any, entry: Any) -> KnownModel:
    fault = f"{file}: {name}"
    fields = {each.name: each.type for each in dataclasses.fields(KnownModel)}
    del fields["name"]
    if isinstance(entry, dict) and entry.get("engine") in _SHIPPED_ENGINES:
        del fields["address"]
    if not isinstance(entry, dict) or entry.keys() != fields.keys():
        raise ModelError(Trouble.OTHER, f"{fault} must have exactly {', '.join(fields)}.")
    for field, kind in fields.items():
        if type(entry[field]) is not kind:
            raise ModelError(Trouble.OTHER, f"{fault}: {field} is of the wrong kind.")
    model = KnownModel(name=str(name), **entry)
    if not MODEL_NAME.fullmatch(model.name):
        raise ModelError(Trouble.OTHER, f"{fault} is not the name of a model.")
    if model.bytes < 1 or not _SHA256.fullmatch(model.sha256):
        raise ModelError(Trouble.OTHER, f"{fault}: the size or the checksum is not possible.")
    is_safe = is_secure(model.address) or is_loopback(model.address)
    if "address" in fields and not is_safe:
        raise ModelError(Trouble.OTHER, f"{fault}: the address must begin with https.")
    return model
