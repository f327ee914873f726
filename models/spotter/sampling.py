"""What the network is shown: a fresh mixture of commands, other words, talk and noise each time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.spotter.degrading import Degrading, Logarithms
from models.spotter.examples import HESITATIONS, NEAR, NONE, OTHER, SENTENCE, SYNTHETIC, Example
from models.spotter.pieces import Piece, joined, one_of, piece_of, stretch_of

_COMMANDS = 0.52
_HUMAN = 0.6
"""Of the commands of a word that many people said."""
_MANY = 60
_HUMAN_FEW = 0.15
_HESITATING = 0.05
_NOISY = 0.75
_LEAST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Track:
    """Noise, and whose voices are in it."""

    logarithms: Logarithms
    fold: int


@dataclass(frozen=True, slots=True)
class Sample:
    bands: Logarithms
    answer: int
    folds: frozenset[int]
    """Of all people who are heard in it."""


class Sampling:
    """Of some examples, which all may be learned from."""

    def __init__(
        self,
        examples: Sequence[Example],
        noises: Sequence[Track],
        words: int,
        ways: Collection[str],
    ) -> None:
        """`words`: how many there are; the answer for anything else has that number. `ways`: all
        texts that are one of them."""
        self._ways = frozenset(ways)
        self._words = words
        self._noises = noises
        self._human: list[dict[str, list[Example]]] = [{} for _ in range(words)]
        self._synthetic: list[list[Example]] = [[] for _ in range(words)]
        self._others: dict[str, list[Example]] = {}
        self._hesitations: list[Example] = []
        for each in examples:
            if each.answer == NONE:
                kind = f"human {OTHER}" if each.is_human and each.kind == OTHER else each.kind
                self._others.setdefault(kind, []).append(each)
                if each.text in HESITATIONS:
                    self._hesitations.append(each)
            elif each.is_human:
                self._human[each.answer].setdefault(each.group, []).append(each)
            else:
                self._synthetic[each.answer].append(each)

    def samples(self, count: int, seed: int) -> Iterator[Sample]:
        """The same for the same seed."""
        chance = np.random.default_rng(seed)
        degrading = Degrading(chance)
        while count:
            is_command = chance.random() < _COMMANDS
            sound, answer = self._command(chance) if is_command else self._other(chance)
            noise = one_of(self._noises, chance) if chance.random() < _NOISY else None
            bands = degrading.degraded(sound.logarithms, noise and noise.logarithms)
            if len(bands) >= _LEAST_STEPS:
                count -= 1
                folds = sound.folds | {noise.fold} if noise else sound.folds
                yield Sample(bands, answer, folds - {SYNTHETIC})

    def _command(self, chance: np.random.Generator) -> tuple[Piece, int]:
        answer = int(chance.integers(self._words))
        said = self._said(answer, chance)
        if self._hesitations and chance.random() < _HESITATING:
            said = joined(piece_of(one_of(self._hesitations, chance)), said, chance, (0, 40))
        return said, answer

    def _said(self, answer: int, chance: np.random.Generator) -> Piece:
        people = self._human[answer]
        share = _HUMAN if sum(map(len, people.values())) >= _MANY else _HUMAN_FEW
        if people and (chance.random() < share or not self._synthetic[answer]):
            return piece_of(one_of(people[one_of(list(people), chance)], chance))
        return piece_of(one_of(self._synthetic[answer], chance))

    def _other(self, chance: np.random.Generator) -> tuple[Piece, int]:
        kinds = {f"human {OTHER}": 0.3, NEAR: 0.25, OTHER: 0.2, SENTENCE: 0.13}
        kind = str(chance.choice([*kinds, "joined", "noise"], p=[*kinds.values(), 0.07, 0.05]))
        if kind == "noise" and self._noises:
            track = one_of(self._noises, chance)
            return Piece(
                stretch_of(track.logarithms, chance), frozenset((track.fold,))
            ), self._words
        if kind in ("noise", "joined") or not self._others.get(kind):
            return self._two(chance), self._words
        sound = piece_of(one_of(self._others[kind], chance))
        if kind == SENTENCE:
            sound = Piece(stretch_of(sound.logarithms, chance), sound.folds)
        return sound, self._words

    def _two(self, chance: np.random.Generator) -> Piece:
        """A command beside another one or beside another word, which is no command. Where the two
        are one, such as "yes" and "please", or a command after a hesitation, others are taken."""
        found = self._any_two(chance)
        while self._is_way(found.text):
            found = self._any_two(chance)
        return found

    def _is_way(self, text: str) -> bool:
        return " ".join(word for word in text.split() if word not in HESITATIONS) in self._ways

    def _any_two(self, chance: np.random.Generator) -> Piece:
        sounds = [self._said(int(chance.integers(self._words)), chance)]
        if chance.random() < 0.5:
            sounds.append(self._said(int(chance.integers(self._words)), chance))
        else:
            words = self._others.get(OTHER) or self._others[f"human {OTHER}"]
            sounds.insert(int(chance.integers(2)), piece_of(one_of(words, chance)))
        return joined(sounds[0], sounds[1], chance, (-15, 20))
