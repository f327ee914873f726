"""Figures of what was heard: by condition, by word, with counts, for the card of the model."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from models.spotter.heldout import Judged
from mskiosk.listening.spotter import ACTS_FROM


@dataclass(slots=True)
class Count:
    """Of sounds that are a word of the list: how many, understood, taken for another; and of those
    that are none: how many, and taken for a word."""

    words: int = 0
    right: int = 0
    wrong: int = 0
    others: int = 0
    taken: int = 0

    def add(self, judged: Judged, names: Sequence[str], least: float) -> None:
        heard = heard_as(judged, names, least)
        if judged.sound.label:
            self.words += 1
            self.right += heard == judged.sound.label
            self.wrong += heard not in ("", judged.sound.label)
        else:
            self.others += 1
            self.taken += heard != ""


def heard_as(judged: Judged, names: Sequence[str], least: float) -> str:
    """The likeliest word where it is likelier than anything else and than `least`; else nothing."""
    place = int(np.argmax(judged.probabilities))
    if place == len(names) or judged.probabilities[place] < least:
        return ""
    return names[place]


def counted(
    found: Iterable[Judged],
    names: Sequence[str],
    key: Callable[[Judged], str],
    least: float = ACTS_FROM,
) -> dict[str, Count]:
    counts: dict[str, Count] = defaultdict(Count)
    for each in found:
        counts[key(each)].add(each, names, least)
    return dict(counts)


def percent(part: int, whole: int) -> str:
    """With its 95 % interval (Wilson 1927)."""
    if not whole:
        return "-"
    share, z = part / whole, 1.96
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * np.sqrt(share * (1 - share) / whole + z * z / (4 * whole**2)) / (1 + z * z / whole)
    return f"{100 * share:.1f} [{100 * max(0, middle - half):.1f}-{100 * (middle + half):.1f}]"


def table(heading: str, counts: dict[str, Count]) -> str:
    """In Markdown: of commands what share was heard rightly and wrongly, of others what share was
    taken for a command."""
    lines = [f"| {heading} | commands | right, % | wrong, % | others | taken, % |"]
    lines.append("|---|---|---|---|---|---|")
    for name, count in counts.items():
        right, wrong = percent(count.right, count.words), percent(count.wrong, count.words)
        taken = percent(count.taken, count.others)
        lines.append(f"| {name} | {count.words} | {right} | {wrong} | {count.others} | {taken} |")
    return "\n".join(lines)
