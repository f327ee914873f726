"""What each key means, in the words of the documented example, which comes with the program."""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

_NAME = "mskiosk.example.yaml"
_KEY = re.compile(r"( *)(\w+):(.*)")


def example_file() -> Path:
    """Inside the package, or beside `src` in a clone."""
    inside = Path(str(files("mskiosk"))) / "shipped" / "docs" / _NAME
    return inside if inside.is_file() else Path(__file__).parents[3] / "docs" / _NAME


def meanings(example: str) -> Mapping[str, str]:
    """The remark above each key. One without stands under that of the key before it."""
    found: dict[str, str] = {}
    group = ""
    remark: list[str] = []
    last = ""
    for line in example.splitlines():
        if not line.strip():
            remark, last = [], ""
        elif line.strip().startswith("#"):
            remark.append(line.strip().removeprefix("#").strip())
        elif match := _KEY.fullmatch(line):
            indent, name, value = match.groups()
            group = group if indent else ""
            if not indent and not value.strip():
                group = f"{name}."
            last = " ".join(remark) or last
            found[f"{group}{name}" if value.strip() else name] = last
            remark = []
    return found
