"""Whom the network learned from, counted, for the card of the model."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from models.spotter.recipe import Recipe
from models.spotter.recordings import Recording

PEOPLE = """
People: {clips} recordings of {speakers} speakers, {narrow} of them recorded at 8 kHz. None is in
the repository.

| collection, as the table of the recordings names it | licence | recordings | speakers |
|---|---|---|---|
{rows}

{others} of the recordings say none of the words. The others, by word: {counts}.{silent}
"""
UNKNOWN = "not stated"


def people_of(recordings: Iterable[Recording], recipe: Recipe) -> str:
    """In Markdown: how many recordings of how many speakers, where they come from, and how many
    there are of each word."""
    speakers: dict[tuple[str, str], set[str]] = defaultdict(set)
    clips: Counter[tuple[str, str]] = Counter()
    said: Counter[str] = Counter()
    narrow = 0
    for each in recordings:
        origin = (each.source or UNKNOWN, each.licence or UNKNOWN)
        clips[origin] += 1
        speakers[origin].add(each.speaker)
        said[recipe.names[recipe.answers[each.text]] if each.text in recipe.answers else ""] += 1
        narrow += each.is_narrow
    rows = [
        f"| {source} | {licence} | {count} | {len(speakers[source, licence])} |"
        for (source, licence), count in clips.most_common()
    ]
    silent = [name for name in recipe.names if not said[name]]
    return PEOPLE.format(
        clips=sum(clips.values()),
        speakers=len(set().union(*speakers.values())),
        narrow=narrow,
        rows="\n".join(rows),
        others=said[""],
        counts=", ".join(f"{name} {said[name]}" for name in recipe.names if said[name]),
        silent=f" Nobody says {listed(silent)}." if silent else "",
    )


def listed(names: Sequence[str]) -> str:
    """With commas, and an "and" before the last."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
