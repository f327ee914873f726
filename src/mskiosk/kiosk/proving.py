"""That an installed recogniser is byte by byte what was installed, without a wait for it.

A model has up to gigabytes, and a person is waiting for the first word. So a thread of the lowest
priority reads it while the kiosk speaks already, and what it finds is kept, with the stamps of the
files and the boot of the machine: the starts after that compare stamps. A file that was changed has
another time of change, which only the system sets. A model that turns out to be damaged is in use
until that is known, for seconds after the first start; from then on never again.
"""

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mskiosk.content.private import read_private, write_private
from mskiosk.models.manifest import (
    MANIFEST_NAME,
    BrokenManifestError,
    first_difference,
    read_manifest,
)

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_MOST_BYTES = 10_000
_LOWEST_PRIORITY = 19


@dataclass(frozen=True, slots=True)
class Verdict:
    difference: str | None
    """What is not as it was installed, in words."""


class Proofs:
    """Kept in `cache`; a folder that cannot be used costs the reading at each start."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "proofs"

    def known(self, model: Path) -> Verdict | None:
        """What was found of just these files since the machine was started; None: nothing."""
        raw = read_private(self._folder, _name(model), _MOST_BYTES)
        try:
            kept = json.loads(raw) if raw else {}
            difference = kept.get("difference")
            is_valid = kept.get("stamp") == _stamp(model) and isinstance(difference, str | None)
        except (OSError, ValueError, AttributeError, BrokenManifestError):
            return None
        return Verdict(difference) if is_valid else None

    def prove(self, model: Path) -> Verdict:
        """Reads all of it."""
        try:
            stamp = _stamp(model)
            manifest = read_manifest(model)
        except (OSError, BrokenManifestError) as error:
            return Verdict(str(error))
        if manifest is None:
            return Verdict(f"{MANIFEST_NAME} is missing")
        difference = first_difference(model, manifest, is_thorough=True)
        kept = json.dumps({"stamp": stamp, "difference": difference}).encode()
        write_private(self._folder, _name(model), kept)
        return Verdict(difference)

    def prove_aside(self, model: Path, then: Callable[[Verdict], None]) -> threading.Thread:
        """On a thread of its own, which also calls `then`, and holds up no end of the process."""

        def run() -> None:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST_PRIORITY)
            then(self.prove(model))

        thread = threading.Thread(target=run, name="proving", daemon=True)
        thread.start()
        return thread


def _name(model: Path) -> str:
    return hashlib.sha256(os.fsencode(model.absolute())).hexdigest()[:32] + ".proof"


def _stamp(model: Path) -> str:
    """Of the files that were installed, and of the list of them. Raises `OSError` and
    `BrokenManifestError`."""
    manifest = read_manifest(model)
    digest = hashlib.sha256(_boot())
    for file in (MANIFEST_NAME, *sorted(manifest.files if manifest else ())):
        found = (model / file).lstat()
        times = (found.st_mtime_ns, found.st_ctime_ns)
        line = (file, found.st_ino, found.st_mode, found.st_size, *times)
        digest.update(repr(line).encode())
    return digest.hexdigest()


def _boot() -> bytes:
    """A disk that decays changes no stamp, so each start of the machine reads anew."""
    try:
        return _BOOT.read_bytes()
    except OSError:
        return b""
