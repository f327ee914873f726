"""Figures of what was heard: by condition, by word, with counts, for the card of the model."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from models.spotter.heldout import Judged
from mskiosk.listening.spotter import ACTS_FROM, ASKS_FROM


@dataclass(slots=True)
class Count:
    """Of sounds that are a word of the list: how many there are, heard as that word, acted on, and
    acted on as another word; and of those that are none: how many, heard as a word, acted on."""

    words: int = 0
    heard: int = 0
    acted: int = 0
    wrong: int = 0
    others: int = 0
    others_heard: int = 0
    others_acted: int = 0

    def add(self, judged: Judged, names: Sequence[str]) -> None:
        heard, acted = (heard_as(judged, names, least) for least in (ASKS_FROM, ACTS_FROM))
        if label := judged.sound.label:
            self.words += 1
            self.heard += heard == label
            self.acted += acted == label
            self.wrong += acted not in ("", label)
        else:
            self.others += 1
            self.others_heard += heard != ""
            self.others_acted += acted != ""


def heard_as(judged: Judged, names: Sequence[str], least: float) -> str:
    """The likeliest word where it is likelier than anything else and than `least`; else nothing."""
    place = int(np.argmax(judged.probabilities))
    if place == len(names) or judged.probabilities[place] < least:
        return ""
    return names[place]


def counted(
    found: Iterable[Judged], names: Sequence[str], key: Callable[[Judged], str]
) -> dict[str, Count]:
    counts: dict[str, Count] = defaultdict(Count)
    for each in found:
        counts[key(each)].add(each, names)
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
    """In Markdown: of commands what share was heard, acted on, and acted on wrongly; of others what
    share was heard as a command, and acted on. In percent."""
    lines = [f"| {heading} | commands | heard | acted on | wrongly | others | heard | acted on |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    for name, count in counts.items():
        of_words = (percent(part, count.words) for part in (count.heard, count.acted, count.wrong))
        of_others = (
            percent(part, count.others) for part in (count.others_heard, count.others_acted)
        )
        cells = (name, str(count.words), *of_words, str(count.others), *of_others)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
