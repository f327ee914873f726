"""Which key means what on one keyboard or pad. Key names are those of the terminal interface:
`pageup`, `f5`, `slash`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mskiosk.core.intents import Command, Intent

RESERVED = {"0": Command.STAFF, "f12": Command.GET_HELP_NOW}
"""Keys that mean the same on every kiosk, so that help never depends on a setting. Neither can be
anything else, even where a keymap leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keymap:
    name: str = ""
    """For people, as is `description`."""
    description: str = ""
    keys: Mapping[str, Intent]
    neighbours: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of some keys, those that a shaking hand strikes with them."""
    is_only: bool = False
    """No other key does anything; otherwise any other key silences."""

    def with_additions(self, additions: Mapping[str, Intent]) -> "Keymap":
        """The same with more keys, which win."""
        return replace(self, keys={**self.keys, **additions})

    def are_neighbours(self, one: str, other: str) -> bool:
        nothing: frozenset[str] = frozenset()
        return other in self.neighbours.get(one, nothing) or one in self.neighbours.get(
            other, nothing
        )
