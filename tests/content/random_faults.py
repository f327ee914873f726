"""Faults of every sort, put into the text of content files at random."""

import random
from collections.abc import Callable

Mutation = Callable[[random.Random, list[str]], None]
VALUES = [
    *("5", "-1.5e300", "true", "null", "~", "yes", ".nan", "[]", "{}", "''", '"', "[", "{", "}"),
    *("[a, [b, [c]]]", "{shown: A}", "{shown: 5}", "{spoken: A}", "{shown: A, spoken: ''}"),
    *("&a [*a]", "*nothing", "!!python/name:os.system x", "|", ">-", "- x", "? x", "%YAML 9"),
    *("9999-99-99", "0000-01-01", "2026-11-01T00:00", "2026-W01-1", "२०२६-११-०१", "9" * 5000),
    *("word " * 70, "x" * 19_999, "x" * 20_001, "Word. " * 300, "a-" * 300, "é" * 501),
    *("\x07", '"\\0"', '"\\u202e"', "\u2028", "\ufeff", "\N{ZERO WIDTH JOINER}", "😀" * 40),
    *(
        "high",
        "very low",
        "supported",
        "topic-0",
        "topic-199",
        "topic-x",
        "../topic-1",
        "GENERATED",
    ),
    *("{emergency}", "{x}", "{", "{a.b}", "{0}", "{emergency!r}", "%s", "\\n", "<b>&amp;", "--- x"),
    *("cure", "a million", "83 in every 100", "5 mg", "MRI", "1,000", "no.", "e.g.", "?!", "..."),
]
MARKERS = [
    *("[", "]", "[]", "[GENERATED]", "[GENERATED absolute]", "[GENERATED  odd]", "[NOBODY]"),
    *("[a b c]", "[[GENERATED]]", "[GENERATED", " [GENERATED] [GENERATED] .", "{emergency", "}"),
]
KEYS = [
    *("title", "summary", "private", "sections", "claim", "treatment", "evidence", "decision"),
    *("terms", "choices", "sources", "gaps", "allow", "imbalance_reason", "checked", "reviewed_by"),
    *("heading", "text", "label", "goto", "phrases", "date", "by", "colour", "", "5", "?", "-"),
]
BLOCKS = [
    "treatment:\n  given: Once.\n  benefit: It helps 5 of 6 people. [GENERATED count]",
    "treatment: {" + ", ".join(f"{name}: Some words." for name in (
        "given", "who_for", "benefit", "common_risks", "serious_risks", "checks", "pregnancy",
        "not_known", "questions")) + "}",
    "decision: {" + ", ".join(f"{name}: Some words." for name in (
        "condition", "decision", "options", "positives", "negatives", "experience", "uncertainty",
        "updates", "funding")) + ", published: 2026-13-45}",
    "claim: {key: nobody, says: It is so., verdict: misleading, instead: It is not.}",
    "claim: {key: [a], says: [], verdict: wrong, instead: '[]'}",
    "terms: [nerve, nerve, nothing]",
    "allow: {cure: we say why, nothing: idle, '': x}",
    "imbalance_reason: none",
    "gaps: [one, '<b>', '{x}']",
    "private: true",
    "choices:\n" + "  - {label: The same, goto: topic-3, phrases: [the same, two, '', help]}\n" * 7,
]  # fmt: skip


def spoil(chance: random.Random, text: str) -> bytes:
    """`text` with one to three faults in it."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        if lines:
            chance.choice(MUTATIONS)(chance, lines)
    raw = "\n".join(lines).encode()
    if chance.random() < 0.03:
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + chance.randbytes(chance.randint(1, 40)) + raw[at:]
    return b"" if chance.random() < 0.01 else raw


def _delete(chance: random.Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]


def _repeat(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _swap(chance: random.Random, lines: list[str]) -> None:
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _indent(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(["", " ", "  ", "\t", "- "]) + lines[at].lstrip(chance.choice(" -"))


def _value(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{chance.choice(VALUES)}"


def _key(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    before, colon, after = lines[at].partition(":")
    indent = before[: len(before) - len(before.lstrip(" -"))]
    lines[at] = f"{indent}{chance.choice(KEYS)}{colon or ':'}{after}"


def _words(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    where = chance.randrange(len(lines[at]) + 1)
    piece = chance.choice([*MARKERS, *VALUES])
    lines[at] = lines[at][:where] + piece + lines[at][where:]


def _letters(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines))
    letters = "".join(chr(chance.randrange(0xD800)) for _ in range(chance.randint(1, 20)))
    where = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:where] + letters + lines[at][where:]


def _lead(chance: random.Random, lines: list[str]) -> None:
    found = [at for at, line in enumerate(lines) if "goto:" in line]
    if found:
        at = chance.choice(found)
        goal = chance.choice(["nowhere", "topic-1", "topic-0", "", "topic-5", "[topic-1]", "home"])
        lines[at] = f"    goto: {goal}"


def _block(chance: random.Random, lines: list[str]) -> None:
    lines[0:0] = chance.choice(BLOCKS).split("\n")


def _sentence(chance: random.Random, lines: list[str]) -> None:
    found = [at for at, line in enumerate(lines) if line.startswith("      ") and ":" not in line]
    if found:
        at = chance.choice(found)
        words = [
            chance.choice([*VALUES[:12], *MARKERS, "word", "Ms. Word", "5.5 %"]) for _ in "abcd"
        ]
        lines[at] += f" {' '.join(words)}"


MUTATIONS: list[Mutation] = [
    *(_delete, _repeat, _swap, _indent, _value, _value, _key, _words, _letters, _lead, _block),
    *(_block, _sentence, _sentence),
]
