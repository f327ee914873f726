"""Installs a model, by name from its publisher or from a zip: whole, or not at all.

Everything happens in a folder beside the model's place, on the same disk, and one rename makes
the model appear. Whatever ends the install before that leaves a folder that the next one cleans.
"""

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from mskiosk.models.catalogue import MODEL_NAME, KnownModel, known_model, known_models
from mskiosk.models.downloading import WAIT_SECONDS, Download, Progress
from mskiosk.models.installed import (
    InstalledModel,
    ModelState,
    language_of,
    look_at,
    part_file,
    take_away,
)
from mskiosk.models.locking import UNFINISHED, locked
from mskiosk.models.manifest import Manifest, write_manifest
from mskiosk.models.model_error import ModelError, Trouble, disk_error
from mskiosk.models.stopping import Stopper
from mskiosk.models.unpacking import Zip, sync_folder
from mskiosk.models.zip_checks import refused

_SPARE_BYTES = 16 * 1024 * 1024
"""What an install leaves free on the disk."""


def install(
    name_or_zip: str | Path,
    folder: Path,
    *,
    on_progress: Progress = lambda _done, _total: None,
    stopper: Stopper | None = None,
    known: tuple[KnownModel, ...] | None = None,
    proxies: Mapping[str, str] | None = None,
    wait_seconds: float = WAIT_SECONDS,
) -> InstalledModel:
    """Installs a model of models.yaml by its name, or the one in a zip file.

    `on_progress` hears of a download. `known` of None are those of models.yaml, and `proxies` of
    None those of the environment. A model that is there and whole is left as it is. Raises
    `ModelError`.
    """
    known = known_models() if known is None else known
    stopper = stopper or Stopper()
    is_name = any(model.name == str(name_or_zip) for model in known)
    is_file = not is_name and _is_file_name(name_or_zip)
    installing = _Installing(folder, known, stopper)
    if is_file:
        return installing.from_file(Path(name_or_zip))
    if any(model.is_shipped and model.name == str(name_or_zip) for model in known):
        raise ModelError(Trouble.OTHER, f"{name_or_zip} comes with the program.")
    model = known_model(str(name_or_zip), tuple(each for each in known if not each.is_shipped))
    with locked(folder):
        part = part_file(folder, model.name)
        if there := installing.already(model.name, model.sha256):
            _throw_away(part)
            return there
        installing.make_sure_of_room(model.bytes)
        download = Download(
            model,
            part,
            on_progress=on_progress,
            stopper=stopper,
            proxies=proxies,
            wait_seconds=wait_seconds,
        )
        download.run()
        installed = installing.from_zip(part, model)
        _throw_away(part)
        return installed


def _is_file_name(name_or_zip: str | Path) -> bool:
    try:
        return str(name_or_zip).endswith(".zip") or Path(name_or_zip).exists()
    except (OSError, ValueError):
        return False


def _throw_away(part: Path) -> None:
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


class _Installing:
    """The steps that both ways share."""

    def __init__(self, folder: Path, known: tuple[KnownModel, ...], stopper: Stopper) -> None:
        self._folder = folder
        self._known = known
        self._stopper = stopper

    def from_file(self, file: Path) -> InstalledModel:
        try:
            if not stat.S_ISREG(file.stat().st_mode):
                raise ModelError(Trouble.OTHER, f"{file} is no file.")
        except (OSError, ValueError) as error:
            wrong = error if isinstance(error, OSError) else OSError(str(error))
            raise disk_error(wrong, f"{file} cannot be read") from error
        with locked(self._folder):
            return self.from_zip(file, None)

    def from_zip(self, file: Path, model: KnownModel | None) -> InstalledModel:
        """`model` is None for a zip of which only the checksum can say what it is."""
        try:
            with file.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
                if model and model.sha256 != sha256:
                    raise refused("has changed since it was checked")
                model = model or next((m for m in self._known if m.sha256 == sha256), None)
                return self._from_stream(stream, sha256, model)
        except OSError as error:
            raise disk_error(error, f"{file} cannot be read") from error

    def already(self, name: str, sha256: str) -> InstalledModel | None:
        """The model, if it is there and whole. Raises `ModelError` if another has its place."""
        path = self._folder / name
        if not os.path.lexists(path):
            return None
        there = look_at(path, self._known)
        if there.state is ModelState.WHOLE and there.zip_sha256 == sha256:
            return there
        is_ours = there.state is ModelState.DAMAGED or name in {m.name for m in self._known}
        if there.state is ModelState.UNKNOWN or not is_ours or path.is_symlink():
            raise ModelError(
                Trouble.OTHER,
                f"{path} is there already and is not this model. "
                f"Remove it first: mskiosk models remove {name}",
            )
        return None

    def make_sure_of_room(self, wanted: int) -> None:
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as error:
            raise disk_error(error, f"The folder {self._folder} cannot be used") from error
        if free < wanted + _SPARE_BYTES:
            raise ModelError(
                Trouble.NO_ROOM,
                f"The disk of {self._folder} has {free / 1e6:.0f} MB free; "
                f"{(wanted + _SPARE_BYTES) / 1e6:.0f} MB are needed.",
            )

    def _from_stream(
        self, stream: BinaryIO, sha256: str, model: KnownModel | None
    ) -> InstalledModel:
        archive = Zip(stream)
        name = model.name if model else archive.contents.top
        if not MODEL_NAME.fullmatch(name):
            raise refused(f"holds a folder whose name cannot be that of a model, {name[:80]!a}")
        if not model and any(each.name == name for each in self._known):
            raise refused(f"is named {name}, but is not the zip of that name in models.yaml")
        if there := self.already(name, sha256):
            return there
        self.make_sure_of_room(archive.contents.bytes)
        work = self._work_folder()
        try:
            marks = archive.unpack(work / name, self._stopper)
            manifest = Manifest(
                engine=model.engine if model else "vosk",
                language=model.language if model else language_of(name),
                zip_sha256=sha256,
                files=marks,
            )
            self._stopper.check()
            self._put(work / name, manifest)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        return look_at(self._folder / name, self._known)

    def _work_folder(self) -> Path:
        try:
            return Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self._folder))
        except OSError as error:
            raise disk_error(error, f"The folder {self._folder} cannot be used") from error

    def _put(self, unpacked: Path, manifest: Manifest) -> None:
        target = self._folder / unpacked.name
        try:
            write_manifest(unpacked, manifest)
            sync_folder(unpacked)
            if os.path.lexists(target):
                take_away(target)
            unpacked.rename(target)
            sync_folder(self._folder)
        except OSError as error:
            raise disk_error(error, f"{target} cannot be written") from error
