"""One stranger after another at the same kiosk, in simulated time, and whether each leaves nothing.

After each visit the next session has to begin exactly as one of which nobody has been before: the
same state, the same view, the same first words.
"""

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from mskiosk.core.events import Beginning
from mskiosk.core.guide import Guide, Text
from mskiosk.core.policy import Policy
from mskiosk.core.state import State
from mskiosk.core.view import View
from mskiosk.measuring.processes import resident_megabytes, tree
from mskiosk.measuring.random_people import RandomPerson
from mskiosk.measuring.simulated_kiosk import SimulatedKiosk

COMPRESSED_VISITS = 100
SOAKED_VISITS = 1000
BROKEN = "broken"
"""How a visit ended in which the process was gone at once."""
_ENDS_WITHIN_SECONDS = 3600.0
_SEED = 8


@dataclass(frozen=True, slots=True)
class Fresh:
    """What can be known of a session when it has just begun, and when it has said its first
    words."""

    begun: State
    views: tuple[View, ...]
    rested: State
    said: tuple[Text, ...]

    @classmethod
    def of(cls, kiosk: SimulatedKiosk) -> "Fresh":
        begun, views = kiosk.state, tuple(kiosk.views)
        kiosk.until_rest()
        return cls(begun, views, kiosk.state, tuple(kiosk.said))


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What this process uses at a moment."""

    resident_megabytes: float
    blocks: int
    """Of memory that Python's objects take. To trace each of them takes five times as long."""
    open_files: int
    children: int

    @classmethod
    def now(cls) -> "Use":
        gc.collect()
        return cls(
            resident_megabytes=resident_megabytes(),
            blocks=sys.getallocatedblocks(),
            open_files=len(list(Path("/proc/self/fd").iterdir())),
            children=len(tree(os.getpid())) - 1,
        )


@dataclass(slots=True)
class Compressed:
    visits: int = 0
    not_ended: int = 0
    unequal_resets: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    """So often something was to be kept of a person."""
    hours: float = 0.0
    """Of simulated time."""
    middle: Use | None = None
    """After the first half of the visits."""
    end: Use | None = None


def visit_compressed(
    guide: Guide,
    policies: Sequence[Policy],
    visits: int = COMPRESSED_VISITS,
    tell: Callable[[str], None] = lambda _: None,
) -> Compressed:
    """So many visits at kiosks with `policies`, turn by turn. `tell` is given what is wrong."""
    chance = Random(_SEED)  # noqa: S311 - the same people each time
    compressed = Compressed()
    kiosks = [SimulatedKiosk(guide, policy) for policy in policies]
    begins = [Beginning.RESTING for _ in policies]
    firsts: list[dict[Beginning, Fresh]] = [{} for _ in policies]
    for number in range(visits):
        at = number % len(kiosks)
        _begin(kiosks[at], begins[at], firsts[at], compressed, tell)
        begins[at] = _visit(kiosks[at], chance, compressed, tell)
        if number + 1 == visits // 2:
            compressed.middle = Use.now()
    compressed.end = Use.now()
    compressed.kept = sum(kiosk.keeper.kept for kiosk in kiosks)
    compressed.hours = sum(kiosk.clock.now() for kiosk in kiosks) / 3600
    return compressed


def _begin(
    kiosk: SimulatedKiosk,
    begins: Beginning,
    firsts: dict[Beginning, Fresh],
    compressed: Compressed,
    tell: Callable[[str], None],
) -> None:
    """`firsts`: sessions at kiosks of which nobody has been before, by how they began."""
    compressed.visits += 1
    if begins not in firsts:
        new = SimulatedKiosk(kiosk.guide, kiosk.policy)
        new.begin(begins)
        firsts[begins] = Fresh.of(new)
    kiosk.begin(begins)
    if Fresh.of(kiosk) != firsts[begins]:
        compressed.unequal_resets += 1
        tell(f"visit {compressed.visits}, which began {begins}, was not as the first one")


def _visit(
    kiosk: SimulatedKiosk,
    chance: Random,
    compressed: Compressed,
    tell: Callable[[str], None],
) -> Beginning:
    """From the first words to the end; returns how the next session begins."""
    if chance.random() < 0.1:
        RandomPerson(kiosk, chance).act()
        kiosk.stop()
        compressed.endings[BROKEN] += 1
        return Beginning.RESTARTED
    RandomPerson(kiosk, chance).visit()
    kiosk.let_pass(_ENDS_WITHIN_SECONDS)
    kiosk.stop()
    if not kiosk.has_ended:
        compressed.not_ended += 1
        tell(f"visit {compressed.visits} did not end: {kiosk.state.phase}, {kiosk.state.place}")
        return Beginning.RESTARTED
    ending = kiosk.state.ending
    compressed.endings[ending.value if ending else "unknown"] += 1
    return kiosk.ends[-1]
