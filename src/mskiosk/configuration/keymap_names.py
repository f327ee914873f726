"""The names of keymaps: of those that come with the program, or paths of files."""

from pathlib import Path
from typing import Any

_SUFFIX = ".yaml"
_FOLDER = Path(__file__).with_name("keymaps")


def shipped_keymaps() -> tuple[str, ...]:
    """Those that come with the program."""
    return tuple(sorted(file.stem for file in _FOLDER.glob(f"*{_SUFFIX}")))


def keymap_name(written: Any) -> str | None:
    """`written`, if it is the name of a keymap or can be the path of one."""
    if not isinstance(written, str) or not written.isprintable():
        return None
    is_path = written.endswith(_SUFFIX) and written != _SUFFIX
    return written if is_path or written in shipped_keymaps() else None


def keymap_file(name: str) -> Path:
    """Where the keymap of a name is."""
    return _FOLDER / f"{name}{_SUFFIX}" if name in shipped_keymaps() else Path(name)
