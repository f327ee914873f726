"""A file of settings -> its values with their lines, or what is wrong with it."""

import stat
from pathlib import Path

from mskiosk.configuration.faults import Fault
from mskiosk.configuration.strict_yaml import Document, read_yaml

MOST_BYTES = 64 * 1024
NO_FILE = "there is no such file"
NOTHING = Document(None, {}, ())
_UNREAD = Document(None, {}, (), is_whole=False)


def read_file(file: Path, *, is_optional: bool = False) -> tuple[Document, list[Fault]]:
    """Raises nothing; an optional file that is not there is empty."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return _UNREAD, [Fault(file, 1, "this is no file")]
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        if is_optional:
            return NOTHING, []
        return _UNREAD, [Fault(file, 1, NO_FILE)]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is no file name"
        return _UNREAD, [Fault(file, 1, f"the file cannot be read: {reason.lower()}")]
    if len(content) > MOST_BYTES:
        return _UNREAD, [Fault(file, 1, f"the file has more than {MOST_BYTES // 1024} KB")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _UNREAD, [Fault(file, line, "this is not UTF-8 text")]
    document = read_yaml(text)
    return document, [Fault(file, line, sentence) for line, sentence in document.faults]
