"""What is left of a label when somebody says only the part of it that they remember."""

from collections.abc import Iterable, Iterator, Mapping

from mskiosk.core.intents import Intent

_LEAST_LETTERS = 6
"""Of a part: shorter words are heard in too much else."""
_LEAST_LETTERS_AT_AN_END = 4
"""Of its first and its last word: "and", "of the" say nothing."""


def unmistakable_parts(
    labels: Mapping[Intent, str], phrases: Mapping[str, Intent]
) -> dict[str, Intent]:
    """Runs of whole words of each label that stand in no phrase of another intent.

    `labels` and `phrases` are normalised; of a part that two labels have, neither gets it.
    """
    everything = _joined(phrases)
    found: dict[str, Intent] = {}
    for intent, label in labels.items():
        own = _joined(phrase for phrase, other in phrases.items() if other == intent)
        for part in _parts(label.split()):
            if everything.count(f" {part} ") == own.count(f" {part} "):
                found[part] = intent
    return found


def _joined(phrases: Iterable[str]) -> str:
    return "".join(f" {phrase} |" for phrase in phrases)


def _parts(words: list[str]) -> Iterator[str]:
    for first in range(len(words)):
        for end in range(first + 1, len(words) + 1):
            run = words[first:end]
            is_short = min(len(run[0]), len(run[-1])) < _LEAST_LETTERS_AT_AN_END
            part = " ".join(run)
            if len(run) < len(words) and not is_short and len(part) >= _LEAST_LETTERS:
                yield part
