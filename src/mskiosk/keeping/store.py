"""What is kept, in two files of one folder: the settings, and the place.

A file is written beside its place and moved there, so that there is always a whole one, the old or
the new. Whoever changes the settings holds a lock, reads what is there now, and changes only what
they mean to: two kiosks at once take nothing from one another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mskiosk.core.bookmark import Bookmark
from mskiosk.core.events import Value
from mskiosk.keeping.disk import Disk
from mskiosk.keeping.written import (
    MOST_BYTES,
    WrittenError,
    place_in,
    place_written,
    settings_in,
    settings_written,
)

SETTINGS_FILE = "settings.json"
PLACE_FILE = "place.json"
MOST_SET_ASIDE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    settings: dict[str, Value] = field(default_factory=dict)
    place: Bookmark | None = None
    trouble: str | None = None
    """Why the settings that are there cannot be used, for staff: a sentence without its end."""


class Store:
    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        """The folder need not be there."""
        self.settings_file = folder / SETTINGS_FILE
        self._place_file = folder / PLACE_FILE
        self._folder = folder
        self._disk = disk or Disk()

    def found(self) -> Kept:
        """What is there; changes nothing and raises nothing."""
        trouble = None
        settings: dict[str, Value] = {}
        try:
            settings = self._settings()
        except (OSError, WrittenError) as error:
            trouble = f"{self.settings_file} {_reason(error)}"
        return Kept(settings=settings, place=self._place(), trouble=trouble)

    def change(self, changes: Iterable[tuple[str, Value | None]]) -> None:
        """Keeps these settings, or no longer where one is None. Raises `OSError`."""
        with self._disk.locked(self._folder):
            try:
                settings = self._settings()
            except WrittenError:
                self._set_aside()
                settings = {}
            for key, value in changes:
                if value is None:
                    settings.pop(key, None)
                else:
                    settings[key] = value
            self._write(self.settings_file, settings_written(settings))

    def put_place(self, place: Bookmark | None, *, is_lasting: bool = True) -> None:
        """`is_lasting`: also when the machine loses its power now. Raises `OSError`."""
        with self._disk.locked(self._folder):
            if place is None:
                self._disk.remove(self._place_file)
            else:
                self._write(self._place_file, place_written(place), is_lasting=is_lasting)

    def set_aside(self) -> Path | None:
        """Moves settings that cannot be used out of the way; None where there are none any more,
        as another kiosk was faster. Raises `OSError`."""
        with self._disk.locked(self._folder):
            try:
                self._settings()
            except (OSError, WrittenError):
                return self._set_aside()
        return None

    def _set_aside(self) -> Path:
        """The last name is taken again and again once all are taken."""
        names = [self._folder / f"{SETTINGS_FILE}.bad-{n}" for n in range(1, MOST_SET_ASIDE + 1)]
        aside = next((name for name in names if not name.exists()), names[-1])
        self._disk.rename(self.settings_file, aside)
        return aside

    def _settings(self) -> dict[str, Value]:
        try:
            return settings_in(self._disk.read(self.settings_file, MOST_BYTES))
        except FileNotFoundError:
            return {}

    def _place(self) -> Bookmark | None:
        """A place that cannot be read is none: the person finds it again."""
        try:
            return place_in(self._disk.read(self._place_file, MOST_BYTES))
        except (OSError, WrittenError):
            return None

    def _write(self, path: Path, content: bytes, *, is_lasting: bool = True) -> None:
        new = path.with_name(f".{path.name}.new")
        descriptor = self._disk.create(new)
        try:
            rest = content
            while rest:
                rest = rest[self._disk.write(descriptor, rest) :]
            if is_lasting:
                self._disk.sync(descriptor)
        finally:
            self._disk.close(descriptor)
        self._disk.rename(new, path)
        if is_lasting:
            self._disk.sync_folder(self._folder)


def _reason(error: OSError | WrittenError) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {(error.strerror or 'it is no file').lower()}"
    return str(error)
