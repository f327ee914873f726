"""The files of a content folder: found, stamped for the cache, and read as text.

Imports nothing but the standard library, because a start from the cache needs no more than this.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from mskiosk.content.faults import Fault, did_you_mean, quoted

SUFFIX = ".yaml"
LARGEST_BYTES = 512 * 1024
"""Of one file."""
MOST_FILES = 100_000
DEEPEST_FOLDER = 8
_MARK_OF_A_LANGUAGE = f"guide{SUFFIX}"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One file as it was found; a changed file has another stamp. Times in nanoseconds."""

    path: str
    """Relative to the language folder."""
    size: int
    modified_ns: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    folder: Path
    stamps: tuple[Stamp, ...]
    faults: tuple[Fault, ...]


def list_files(folder: Path, language: str) -> Listing:
    """Every content file of one language, in the order of its path, with what is in the way."""
    top = folder / language
    for place, name in ((folder, "content folder"), (top, f"folder for {quoted(language)}")):
        try:
            if not stat.S_ISDIR(place.stat().st_mode):
                fault = Fault(place, 1, f"the {name} is a file", "name the folder instead")
                return Listing(top, (), (fault,))
        except FileNotFoundError:
            hint = _language_hint(folder, language) if place is top else None
            fault = Fault(place, 1, f"there is no such {name}", hint)
            return Listing(top, (), (fault,))
        except (OSError, ValueError) as error:
            return Listing(top, (), (_fault(place, error),))
    search = _Search(top)
    search.enter(top, "", 0)
    if not search.stamps and not search.faults:
        hint = f'pages are files that end in "{SUFFIX}"'
        search.faults.append(Fault(top, 1, "there are no pages in this folder", hint))
    search.stamps.sort(key=lambda found: found.path)
    return Listing(top, tuple(search.stamps), tuple(search.faults))


class _Search:
    def __init__(self, top: Path) -> None:
        self.top = top
        self.stamps: list[Stamp] = []
        self.faults: list[Fault] = []
        self._entered: set[tuple[int, int]] = set()

    def enter(self, folder: Path, prefix: str, depth: int) -> None:
        try:
            found = folder.stat()
            identity = (found.st_dev, found.st_ino)
            if identity in self._entered:
                sentence = "this folder is linked into itself or is here twice"
                self.faults.append(Fault(folder, 1, sentence, "delete the link"))
                return
            self._entered.add(identity)
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        self._take(entry, Path(entry.path), prefix, depth)
        except OSError as error:
            self.faults.append(_fault(folder, error))

    def _take(self, entry: os.DirEntry[str], path: Path, prefix: str, depth: int) -> None:
        is_page = entry.name.endswith(SUFFIX)
        try:
            found = entry.stat()
        except OSError as error:
            if is_page or not isinstance(error, FileNotFoundError):
                self.faults.append(_fault(path, error))
            return
        sentence, hint = None, None
        if stat.S_ISDIR(found.st_mode):
            if is_page:
                sentence, hint = "this is a folder with the name of a page", "rename it"
            elif depth >= DEEPEST_FOLDER:
                sentence = f"this folder is more than {DEEPEST_FOLDER} levels deep"
            else:
                self.enter(path, f"{prefix}{entry.name}/", depth + 1)
        elif not is_page:
            if Path(entry.name.lower()).suffix in {".yml", ".yaml"}:
                sentence = "this file would be passed over"
                hint = f'let its name end in "{SUFFIX}"'
        elif not stat.S_ISREG(found.st_mode):
            sentence, hint = "this is not a regular file", "put a plain file here"
        elif len(self.stamps) >= MOST_FILES:
            if len(self.stamps) == MOST_FILES and not self.faults:
                sentence = f"there are more than {MOST_FILES} files"
        else:
            self.stamps.append(
                Stamp(prefix + entry.name, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            )
        if sentence:
            self.faults.append(Fault(path, 1, sentence, hint))


def read_text(path: Path) -> str | Fault:
    """The text of a file with line feeds as line ends, or why it cannot be had."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        return _fault(path, error)
    if len(raw) > LARGEST_BYTES:
        sentence = f"this file is larger than {LARGEST_BYTES // 1024} kilobytes"
        return Fault(path, 1, sentence, "divide it between several pages")
    if raw.startswith(_BYTE_ORDER_MARKS):
        sentence = "this file begins with a byte order mark"
        return Fault(path, 1, sentence, 'save it as "UTF-8 without BOM"')
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Fault(path, line, "this line is not UTF-8 text", 'save the file as "UTF-8"')
    return text.replace("\r\n", "\n")


def _fault(path: Path, error: OSError | ValueError) -> Fault:
    match error:
        case PermissionError():
            hint = "give the kiosk's user the right to read it"
            return Fault(path, 1, "this may not be read", hint)
        case FileNotFoundError():
            hint = "a link may point to nothing: delete or mend it"
            return Fault(path, 1, "this is not there", hint)
        case _:
            reason = getattr(error, "strerror", None) or str(error)
            return Fault(path, 1, f"this cannot be read: {reason}")


def _language_hint(folder: Path, language: str) -> str | None:
    try:
        names = [
            entry.name
            for entry in os.scandir(folder)
            if Path(entry.path, _MARK_OF_A_LANGUAGE).is_file()
        ]
    except OSError:
        return None
    return did_you_mean(language, names)
