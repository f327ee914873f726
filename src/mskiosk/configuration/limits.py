"""What a value may be, and why; each limit hangs on its field as an annotation."""

import math
from dataclasses import dataclass
from typing import Any, Protocol

from mskiosk.configuration.suggestions import listed

_SHOWN_CHARACTERS = 60


def quoted(value: object) -> str:
    """A value as a fault shows it: short, on one line, harmless on a terminal."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a group of settings"
    if isinstance(value, list):
        return "a list"
    text = ascii(value).strip("'\"") if isinstance(value, str) else str(value)
    if len(text) > _SHOWN_CHARACTERS:
        text = text[:_SHOWN_CHARACTERS] + "..."
    return f'"{text}"' if isinstance(value, str) else text


class Limit(Protocol):
    @property
    def allowed(self) -> str:
        """What is allowed, in words."""

    @property
    def because(self) -> str:
        """Why; empty where that goes without saying."""

    def checked(self, value: Any) -> Any:  # any: each limit says what it takes
        """The value; raises ValueError with a sentence when it is not allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A number from `least` to `most`, both allowed; `because` is the reason."""

    least: float
    most: float
    because: str = ""

    @property
    def allowed(self) -> str:
        return f"{self.least:g} to {self.most:g}"

    def checked(self, value: Any) -> Any:
        if not math.isfinite(value) or not self.least <= value <= self.most:
            reason = f", because {self.because}" if self.because else ""
            raise ValueError(f"{quoted(value)} is not from {self.least:g} to {self.most:g}{reason}")
        return value


@dataclass(frozen=True, slots=True)
class OneOf:
    values: tuple[float, ...]
    because: str = ""

    @property
    def allowed(self) -> str:
        return listed(f"{value:g}" for value in self.values)

    def checked(self, value: Any) -> Any:
        if value not in self.values:
            wanted = ", ".join(f"{v:g}" for v in self.values)
            raise ValueError(f"{quoted(value)} is not one of {wanted}")
        return value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of printable text, not empty. `example` says what is meant."""

    example: str
    most_characters: int = 300
    because: str = ""

    @property
    def allowed(self) -> str:
        return self.example

    def checked(self, value: Any) -> Any:
        if not value.strip() or not value.isprintable() or len(value) > self.most_characters:
            raise ValueError(f"{quoted(value)} is not {self.example}")
        return value
